import type { ElementBehavior } from '../../element-behavior.js';
import { type Failure, fail } from '../../failure.js';
import type { ProgramElement, ProgramValue } from '../../model/program.js';

/** Written by the compiler. */
export interface CallActivityAttributes {
  readonly calledElement: ProgramValue;
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
  readonly isPropagatingAllOutputs: boolean;
}

/** Calls inside one another: a process that calls itself without end stops here. */
const maximumDepth = 50;

/**
 * BPMN 2.0.2 section 13.3.5: call activity. Waits for the called instance to end.
 *
 * Variables go in by inputs, or all of them without any; they come back by outputs, or all of them if the model says so.
 */
export const callActivity: ElementBehavior = {
  givesWork: true,

  activate(context, instance, element) {
    const attributes = element.attributes as unknown as CallActivityAttributes;
    const called = context.read(attributes.calledElement, instance);
    if (!called.ok) return called.failure;
    const processId = called.value;
    if (typeof processId !== 'string' || processId === '') {
      const message = `Expected the id of a process to call but got ${JSON.stringify(processId)}`;
      return fail('calledProcessMissing', message).failure;
    }
    const { businessKey, callDepth = 0 } = context.state;
    if (callDepth >= maximumDepth) return tooDeep(element);
    const { versionTag } = attributes;
    const caughtErrors = context.listCaughtErrors(instance);
    const childId = context.wait(instance, { type: 'child', owner: instance.key });
    context.emit({
      type: 'startChild',
      childId,
      elementId: element.id,
      processId,
      binding: attributes.binding,
      ...(versionTag === undefined ? {} : { versionTag }),
      ...(businessKey === undefined ? {} : { businessKey }),
      callDepth: callDepth + 1,
      ...(caughtErrors === undefined ? {} : { caughtErrors }),
      variables: context.collectPayload(instance),
    });
    const elementInstanceId = context.idOf(instance);
    context.record({
      type: 'childStarted',
      childId,
      processId,
      elementId: element.id,
      elementInstanceId,
    });
    return undefined;
  },

  resume(context, instance, element, variables) {
    const { isPropagatingAllOutputs } = element.attributes as unknown as CallActivityAttributes;
    const hasResults = element.data !== undefined && element.data.results.length > 0;
    const isWanted = isPropagatingAllOutputs || element.outputs.length > 0 || hasResults;
    context.complete(instance, isWanted ? variables : undefined);
    return undefined;
  },
};

function tooDeep({ id }: ProgramElement): Failure {
  const message = `Expected at most ${maximumDepth} calls inside one another but '${id}' would be one more: does the process call itself without end?`;
  return fail('callTooDeep', message).failure;
}
