import type { ElementBehavior } from '../../element-behavior.js';
import { message } from '../../event-definitions/message.js';
import type { ProgramAttributes } from '../../model/program.js';
import { runJob } from './service-task.js';

/** Written by the compiler; without a message a worker sends, as the job it names. */
export interface SendTaskAttributes {
  readonly message?: ProgramAttributes;
}

/**
 * BPMN 2.0.2 section 13.3.3: send task. Its message is sent, with the inputs of the task, and it is done. Where it
 * names a job, a worker sends, and it waits until the worker has.
 */
export const sendTask: ElementBehavior = {
  givesWork: true,

  activate(context, instance, element) {
    const attributes = element.attributes as SendTaskAttributes;
    if (attributes.message === undefined) return runJob(context, instance, element);
    const failure = message.throw?.(context, instance, attributes.message);
    if (failure !== undefined) return failure;
    context.complete(instance);
    return undefined;
  },
};
