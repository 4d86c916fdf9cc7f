import { fail, succeed } from '../failure.js';
import type { ProgramValue } from '../model/program.js';
import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/** Written by the compiler. */
export interface SignalAttributes {
  readonly name: ProgramValue;
}

/** BPMN 2.0.2 section 10.5.6: a signal reaches everybody who waits for its name. */
export const signal: EventDefinitionBehavior = {
  plan(context, owner, event, attributes) {
    const { name } = attributes as unknown as SignalAttributes;
    const result = context.read(name, owner);
    if (!result.ok) return result;
    if (typeof result.value !== 'string') return nameInvalid(result.value);
    return succeed({
      type: 'subscription',
      owner: owner.key,
      event: event.index,
      kind: 'signal',
      name: result.value,
    });
  },

  throw(context, instance, attributes) {
    const { name } = attributes as unknown as SignalAttributes;
    const result = context.read(name, instance);
    if (!result.ok) return result.failure;
    if (typeof result.value !== 'string') return nameInvalid(result.value).failure;
    context.emit({
      type: 'broadcastSignal',
      name: result.value,
      variables: { ...instance.variables },
    });
    context.record({
      type: 'signalBroadcast',
      name: result.value,
      elementId: context.elementOf(instance).id,
      elementInstanceId: context.idOf(instance),
    });
    return undefined;
  },
};

function nameInvalid(value: unknown) {
  const message = `Expected the name of a signal but got ${JSON.stringify(value)}`;
  return fail('expressionFailed', message);
}
