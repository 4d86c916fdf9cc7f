import type { ProgramExpression } from '../model/program.js';
import type { ConversationAttributes } from '../state/conversation-keys.js';
import {
  isModdleElement,
  type ModdleElement,
  readList,
  readText,
} from '../tailoring/moddle-element.js';
import type { DraftElement } from './draft-model.js';
import { type ModelReader, readBody } from './model-reader.js';
import { describe } from './problem.js';

/**
 * The correlation of a message by the means of BPMN: a subscription of the process, which takes the key from its data,
 * or else a key of the collaboration, all properties of which can be read from the message.
 */
export function readConversation(
  element: DraftElement,
  message: ModdleElement,
  reader: ModelReader,
): ConversationAttributes | undefined {
  const process = findAround(element.source, 'bpmn:Process');
  const definitions = findAround(element.source, 'bpmn:Definitions');
  if (process === undefined || definitions === undefined) return undefined;
  const subscriptions = readList(process, 'correlationSubscriptions');
  for (const subscription of subscriptions) {
    const key = subscription['correlationKeyRef'];
    if (!isModdleElement(key) || !reads(key, message)) continue;
    const context = readBindings(element, key, subscription, reader);
    return { ...readKey(element, key, message, reader), context };
  }
  const key = listKeys(definitions).find((each) => reads(each, message));
  return key === undefined ? undefined : readKey(element, key, message, reader);
}

function findAround(source: ModdleElement, type: string): ModdleElement | undefined {
  let found: unknown = source;
  while (isModdleElement(found) && found.$type !== type) found = found['$parent'];
  return isModdleElement(found) ? found : undefined;
}

/** Keys of collaborations and of the conversations in them. */
function listKeys(definitions: ModdleElement): readonly ModdleElement[] {
  return readList(definitions, 'rootElements')
    .filter(({ $type }) => $type === 'bpmn:Collaboration')
    .flatMap((collaboration) => [collaboration, ...readList(collaboration, 'conversations')])
    .flatMap((holder) => readList(holder, 'correlationKeys'));
}

function propertiesOf(key: ModdleElement): readonly ModdleElement[] {
  return readList(key, 'correlationPropertyRef');
}

function reads(key: ModdleElement, message: ModdleElement): boolean {
  const properties = propertiesOf(key);
  return properties.length > 0 && properties.every((property) => pathOf(property, message));
}

function pathOf(property: ModdleElement, message: ModdleElement): ModdleElement | undefined {
  return readList(property, 'correlationPropertyRetrievalExpression').find(
    (retrieval) => retrieval['messageRef'] === message,
  );
}

function readKey(
  element: DraftElement,
  key: ModdleElement,
  message: ModdleElement,
  reader: ModelReader,
): ConversationAttributes {
  const paths = propertiesOf(key).map((property) => pathOf(property, message));
  return {
    key: readText(key, 'id') ?? '',
    message: paths.flatMap((path) => readPath(element, path, 'messagePath', reader)),
  };
}

function readBindings(
  element: DraftElement,
  key: ModdleElement,
  subscription: ModdleElement,
  reader: ModelReader,
): readonly ProgramExpression[] {
  const bindings = readList(subscription, 'correlationPropertyBinding');
  return propertiesOf(key).flatMap((property) => {
    const binding = bindings.find((each) => each['correlationPropertyRef'] === property);
    return readPath(element, binding, 'dataPath', reader);
  });
}

function readPath(
  element: DraftElement,
  holder: ModdleElement | undefined,
  kind: 'messagePath' | 'dataPath',
  reader: ModelReader,
): readonly ProgramExpression[] {
  const text = holder === undefined ? undefined : readBody(holder, kind)?.trim();
  if (text === undefined || text === '') {
    const message = `Expected a ${kind} for each property of the correlation of ${describe(element)} but one is missing`;
    reader.error(element, 'correlationPathMissing', message, { kind });
    return [];
  }
  const expression = reader.expression(element, kind, text);
  return expression === undefined ? [] : [expression];
}
