import type { StepContext } from '../element-behavior.js';
import { fail, type Result, succeed } from '../failure.js';
import type { ProgramAttributes, ProgramElement, ProgramValue } from '../model/program.js';
import type { Variables } from '../protocol/json.js';
import type { ElementInstance, EventWait } from '../state/instance-state.js';
import { defineVariable } from '../state/variables.js';
import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/** Written by the compiler. */
export interface MessageAttributes {
  readonly name: ProgramValue;
  /** Left out, the name alone decides. */
  readonly correlationKey?: ProgramValue;
  readonly timeToLiveMs: number;
}

interface Address {
  readonly name: string;
  readonly correlationKey: string | undefined;
}

/**
 * BPMN 2.0.2 section 10.5.6: a message reaches one instance, found by its name and correlation key.
 * A thrown message carries the inputs of its event.
 */
export const message: EventDefinitionBehavior = {
  plan: planMessage,

  throw(context, instance, attributes) {
    const model = attributes as unknown as MessageAttributes;
    const address = readAddress(context, instance, model);
    if (!address.ok) return address.failure;
    const { name, correlationKey = '' } = address.value;
    const messageId = context.newId();
    context.emit({
      type: 'publishMessage',
      messageId,
      name,
      correlationKey,
      timeToLiveMs: model.timeToLiveMs,
      variables: inputsOf(context, instance),
    });
    const of = {
      elementId: context.elementOf(instance).id,
      elementInstanceId: context.idOf(instance),
    };
    context.record({ type: 'messagePublished', name, messageId, correlationKey, ...of });
    return undefined;
  },
};

/** The inputs and nothing else: a task that is repeated also has variables of its loop. */
function inputsOf(context: StepContext, instance: ElementInstance): Variables {
  const variables: Variables = {};
  for (const { target } of context.elementOf(instance).inputs)
    defineVariable(variables, target, instance.variables?.[target] ?? null);
  return variables;
}

/** What an element waits for that receives a message; its own, or that of one of its events. */
export function planMessage(
  context: StepContext,
  owner: ElementInstance,
  event: ProgramElement,
  attributes: ProgramAttributes,
): Result<EventWait> {
  const address = readAddress(context, owner, attributes as unknown as MessageAttributes);
  if (!address.ok) return address;
  const { name, correlationKey } = address.value;
  return succeed({
    type: 'subscription',
    owner: owner.key,
    event: event.index,
    kind: 'message',
    name,
    ...(correlationKey === undefined ? {} : { correlationKey }),
  });
}

function readAddress(
  context: StepContext,
  instance: ElementInstance,
  model: MessageAttributes,
): Result<Address> {
  const name = context.read(model.name, instance);
  if (!name.ok) return name;
  if (typeof name.value !== 'string' || name.value === '') {
    const text = `Expected the name of a message but got ${JSON.stringify(name.value)}`;
    return fail('correlationKeyInvalid', text);
  }
  if (model.correlationKey === undefined) {
    return succeed({ name: name.value, correlationKey: undefined });
  }
  const key = context.read(model.correlationKey, instance);
  if (!key.ok) return key;
  if (typeof key.value === 'string' || typeof key.value === 'number') {
    return succeed({ name: name.value, correlationKey: String(key.value) });
  }
  const text = `Expected a text or number as correlation key of message '${name.value}'`;
  return fail('correlationKeyInvalid', `${text} but got ${JSON.stringify(key.value)}`);
}
