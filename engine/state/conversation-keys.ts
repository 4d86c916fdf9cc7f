import { fail, type Result, succeed } from '../failure.js';
import type { ProgramExpression } from '../model/program.js';
import type { JsonValue, Variables } from '../protocol/json.js';
import { evaluateOver } from './expressions.js';
import type { InstanceState } from './instance-state.js';

/** How a message belongs to a conversation (BPMN 2.0.2 section 8.4.2). Written by the compiler. */
export interface ConversationAttributes {
  /** Id of the correlation key. */
  readonly key: string;
  /** The properties of the key, read from the content of the message. */
  readonly message: readonly ProgramExpression[];
  /** The properties as the data of the instance have them; left out, the first message says what they are. */
  readonly context?: readonly ProgramExpression[];
}

/** No object has such a member of its own accord. */
function entryOf(key: string): string {
  return `$${key}`;
}

/** The key of a conversation, if one of its messages has set it already. */
export function conversationKey(
  { conversations }: InstanceState,
  { key }: ConversationAttributes,
): string | undefined {
  return conversations?.[entryOf(key)];
}

/** The first message of a conversation sets its key; the later ones change nothing. */
export function joinConversation(
  state: InstanceState,
  { key }: ConversationAttributes,
  value: string,
): void {
  (state.conversations ??= {})[entryOf(key)] ??= value;
}

/** The key as the content of a message has it. */
export function keyOfMessage(
  state: Pick<InstanceState, 'now' | 'zone'>,
  { key, message }: ConversationAttributes,
  content: Variables,
): Result<string> {
  return keyOf(key, message, (expression) => evaluateOver(content, expression, state));
}

/** One property as it stands; several as a list. */
export function keyOf(
  key: string,
  properties: readonly ProgramExpression[],
  evaluate: (expression: ProgramExpression) => Result<JsonValue>,
): Result<string> {
  const values: string[] = [];
  for (const property of properties) {
    const result = evaluate(property);
    if (!result.ok) return result;
    const { value } = result;
    if (typeof value !== 'string' && typeof value !== 'number') {
      const text = `Expected a text or number as property of correlation key '${key}' but got ${JSON.stringify(value)}`;
      return fail('correlationKeyInvalid', text, { expression: property.text });
    }
    values.push(String(value));
  }
  const [only = ''] = values;
  return succeed(values.length === 1 ? only : JSON.stringify(values));
}
