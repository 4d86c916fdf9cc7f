import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { type Failure, fail } from '../../failure.js';
import type { ListenerEvent, ProgramElement, ProgramValue } from '../../model/program.js';
import type { Variables } from '../../protocol/json.js';
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
  return askWorker(context, instance, element, {
    attributes,
    variables: context.collectPayload(instance),
  });
}

/** What a worker is asked to do. */
interface JobRequest {
  readonly attributes: JobAttributes;
  readonly variables: Variables;
  /** It is the job of a listener of the element. */
  readonly listener?: ListenerEvent;
}

/** Gives a job to a worker; its answer comes to the element, or to its listener. */
export function askWorker(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  { attributes, variables, listener }: JobRequest,
): Failure | undefined {
  const type = context.read(attributes.jobType, instance);
  if (!type.ok) return type.failure;
  const jobType = type.value;
  if (typeof jobType !== 'string' || jobType === '') {
    const message = `Expected the type of a job but got ${JSON.stringify(jobType)}`;
    return fail('jobFailed', message).failure;
  }
  const { taskQueue, retries, retryBackoffMs, timeoutMs, isExternal } = attributes;
  const external = isExternal === true ? { isExternal } : {};
  const jobId = context.wait(instance, {
    type: 'job',
    owner: instance.key,
    ...external,
    ...(listener === undefined ? {} : { isListener: true }),
  });
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
    variables,
  });
  context.record({
    type: 'jobCreated',
    jobId,
    jobType,
    ...(listener === undefined ? {} : { listener }),
    elementId: element.id,
    elementInstanceId: context.idOf(instance),
  });
  return undefined;
}
