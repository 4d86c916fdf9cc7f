import { ApplicationFailure } from '@temporalio/common';
import {
  BPMN_ERROR_FAILURE_TYPE,
  type JobRequest,
  type JobResult,
  type JobWorkers,
} from '../../../workflows/activities/ports.js';
import { TemplateUnusable } from '../notifications/errors.js';
import { steps } from './all-steps.js';
import { StepErrorThrown, StepRefused } from './errors.js';
import { readInputs } from './read-inputs.js';
import type { Step } from './step.js';
import type { StepServices } from './step-services.js';

/** The worker's own job types: inputs are checked before a step runs, and what it throws becomes what Temporal understands. */
export function createJobWorkers(services: StepServices): JobWorkers {
  return Object.fromEntries(
    steps.map((step) => [
      step.descriptor.type,
      (request: JobRequest) => carryOut(step, request, services),
    ]),
  );
}

async function carryOut(
  { descriptor, run }: Step,
  { variables, ...request }: JobRequest,
  services: StepServices,
): Promise<JobResult> {
  try {
    const inputs = readInputs(descriptor, request.elementId, variables);
    return await run({ ...request, inputs }, services);
  } catch (error) {
    throw translate(error);
  }
}

/** What is not known here may pass: Temporal tries it again. */
function translate(error: unknown): unknown {
  if (error instanceof StepRefused)
    return ApplicationFailure.nonRetryable(error.message, error.code);
  if (error instanceof TemplateUnusable)
    return ApplicationFailure.nonRetryable(error.message, error.code);
  if (!(error instanceof StepErrorThrown)) return error;
  const { errorCode, message, variables } = error;
  return ApplicationFailure.nonRetryable(message, BPMN_ERROR_FAILURE_TYPE, {
    errorCode,
    variables,
  });
}
