import { ApplicationFailure } from '@temporalio/common';
import type { JobOutcome, Variables } from '../../engine/index.js';
import { BPMN_ERROR_FAILURE_TYPE } from '../../workflows/activities/ports.js';
import type { Stimulus } from '../conformance/driver.js';

/** How a job ends that is kept for workers outside; nothing, if this stimulus ends none. */
export function outcomeOf(stimulus: Stimulus): JobOutcome | undefined {
  switch (stimulus.type) {
    case 'completeJob':
      return { type: 'completed', variables: stimulus.variables };
    case 'failJob':
      return { type: 'failed', message: stimulus.message };
    case 'throwError': {
      const { errorCode, message, variables } = stimulus;
      return { type: 'error', errorCode, message, variables };
    }
    default:
      return undefined;
  }
}

/** What an activity of a worker throws to throw a BPMN error. */
export function bpmnError(
  message: string,
  errorCode: string,
  variables: Variables,
): ApplicationFailure {
  const details = [{ errorCode, variables }];
  return ApplicationFailure.create({
    type: BPMN_ERROR_FAILURE_TYPE,
    message,
    nonRetryable: true,
    details,
  });
}
