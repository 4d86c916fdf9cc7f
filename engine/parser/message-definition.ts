import type { ProgramAttributes } from '../model/program.js';
import { type ModdleElement, readChild, readText } from '../tailoring/moddle-element.js';
import { definedEntries } from './attributes/defined-entries.js';
import { readConversation } from './conversation.js';
import type { DraftElement } from './draft-model.js';
import { type ModelReader, readExtension } from './model-reader.js';
import { describe } from './problem.js';

const defaultTimeToLive = 'PT1H';

/** Of whatever refers to a message: an event definition, or a task that receives. */
export function readMessage(
  element: DraftElement,
  source: ModdleElement,
  reader: ModelReader,
): ProgramAttributes {
  const message = messageOf(source);
  const name = message === undefined ? undefined : nameOf(message);
  if (message === undefined || name === undefined)
    return referenceMissing(element, reader, 'message');
  const correlation = readExtension(message, 'Correlation');
  const key = correlation === undefined ? undefined : readText(correlation, 'key');
  const timeToLive = correlation === undefined ? undefined : readText(correlation, 'timeToLive');
  return definedEntries({
    name: reader.value(element, 'message name', name),
    correlationKey: reader.optionalValue(element, 'correlation key', key),
    conversation: key === undefined ? readConversation(element, message, reader) : undefined,
    timeToLiveMs: reader.milliseconds(element, 'time to live', timeToLive ?? defaultTimeToLive),
  });
}

/** Without a message of its own, it is the one that its operation takes in. */
export function messageOf(source: ModdleElement): ModdleElement | undefined {
  const operation = readChild(source, 'operationRef');
  const own = readChild(source, 'messageRef');
  return own ?? (operation === undefined ? undefined : readChild(operation, 'inMessageRef'));
}

/** Names of messages and signals are optional; one without a name goes by its id. */
export function nameOf(source: ModdleElement): string | undefined {
  return readText(source, 'name') ?? readText(source, 'id');
}

export function referenceMissing(
  element: DraftElement,
  reader: ModelReader,
  kind: string,
): ProgramAttributes {
  const message = `Expected a ${kind} at ${describe(element)} but got none`;
  reader.error(element, 'eventReferenceMissing', message, { kind });
  return {};
}
