import type { StepContext } from '../element-behavior.js';
import { fail, type Result, succeed } from '../failure.js';
import type { ProgramAttributes, ProgramElement, ProgramValue } from '../model/program.js';
import type { Variables } from '../protocol/json.js';
import {
  type ConversationAttributes,
  conversationKey,
  joinConversation,
  keyOf,
  keyOfMessage,
} from '../state/conversation-keys.js';
import type { ElementInstance, EventWait, InstanceState } from '../state/instance-state.js';
import { defineVariable } from '../state/variables.js';
import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/** Written by the compiler. */
export interface MessageAttributes {
  readonly name: ProgramValue;
  /** Left out, the name alone decides. */
  readonly correlationKey?: ProgramValue;
  /** Correlation by the means of BPMN instead. */
  readonly conversation?: ConversationAttributes;
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
    const address = addressOfThrown(context, instance, model);
    if (!address.ok) return address.failure;
    const { name, correlationKey = '' } = address.value;
    if (model.conversation !== undefined)
      joinConversation(context.state, model.conversation, correlationKey);
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
  const address = addressOfAwaited(context, owner, attributes as unknown as MessageAttributes);
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

/** A message that belongs to a conversation has the key of its own content, which must be that of the conversation. */
function addressOfThrown(
  context: StepContext,
  instance: ElementInstance,
  model: MessageAttributes,
): Result<Address> {
  const { conversation } = model;
  const address = readAddress(context, instance, model);
  if (conversation === undefined || !address.ok) return address;
  const key = keyOfMessage(context.state, conversation, inputsOf(context, instance));
  if (!key.ok) return key;
  const agreed = conversationKey(context.state, conversation) ?? key.value;
  if (agreed === key.value) return succeed({ ...address.value, correlationKey: agreed });
  const text = `Expected message '${address.value.name}' to have key '${agreed}' of its conversation but got '${key.value}'`;
  return fail('correlationKeyInvalid', text);
}

/** The key of the instance's data, or that of the conversation so far; before its first message there is none. */
function addressOfAwaited(
  context: StepContext,
  owner: ElementInstance,
  model: MessageAttributes,
): Result<Address> {
  const { conversation } = model;
  const address = readAddress(context, owner, model);
  if (conversation === undefined || !address.ok) return address;
  const { key, context: data } = conversation;
  if (data === undefined) {
    const correlationKey = conversationKey(context.state, conversation);
    return succeed({ ...address.value, correlationKey });
  }
  const own = keyOf(key, data, (expression) => context.evaluate(expression, owner));
  return own.ok ? succeed({ ...address.value, correlationKey: own.value }) : own;
}

/** A message has come: if it is the first of its conversation, its content says what the key is. */
export function takePartBy(
  state: InstanceState,
  attributes: ProgramAttributes | undefined,
  content: Variables,
): void {
  const conversation = (attributes as MessageAttributes | undefined)?.conversation;
  if (conversation === undefined || conversation.context !== undefined) return;
  const key = keyOfMessage(state, conversation, content);
  if (key.ok) joinConversation(state, conversation, key.value);
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
