import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { type Failure, fail } from '../../failure.js';
import type { ProgramElement, ProgramValue } from '../../model/program.js';
import type { ElementInstance } from '../../state/instance-state.js';

/** Written by the compiler. */
export interface JobAttributes {
  readonly jobType: ProgramValue;
  readonly taskQueue?: string;
  readonly retries: number;
  readonly retryBackoffMs: number;
  readonly timeoutMs: number;
  /** Kept for a worker that comes for it, instead of given to one. */
  readonly isExternal?: true;
}

/** BPMN 2.0.2 section 13.3.3: service task. Waits for a worker to do the job. */
export const serviceTask: ElementBehavior = { givesWork: true, activate: runJob };

export function runJob(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | undefined {
  const attributes = element.attributes as unknown as JobAttributes;
  const type = context.read(attributes.jobType, instance);
  if (!type.ok) return type.failure;
  const jobType = type.value;
  if (typeof jobType !== 'string' || jobType === '') {
    const message = `Expected the type of a job but got ${JSON.stringify(jobType)}`;
    return fail('jobFailed', message).failure;
  }
  const { taskQueue, retries, retryBackoffMs, timeoutMs, isExternal } = attributes;
  const external = isExternal === true ? { isExternal } : {};
  const jobId = context.wait(instance, { type: 'job', owner: instance.key, ...external });
  context.emit({
    type: 'runJob',
    jobId,
    elementId: element.id,
    jobType,
    ...(taskQueue === undefined ? {} : { taskQueue }),
    retries,
    retryBackoffMs,
    timeoutMs,
    ...external,
    variables: context.collectPayload(instance),
  });
  const elementInstanceId = context.idOf(instance);
  context.record({ type: 'jobCreated', jobId, jobType, elementId: element.id, elementInstanceId });
  return undefined;
}
