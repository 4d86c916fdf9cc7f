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
  const message = readChild(source, 'messageRef');
  const name = message === undefined ? undefined : readText(message, 'name');
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

export function referenceMissing(
  element: DraftElement,
  reader: ModelReader,
  kind: string,
): ProgramAttributes {
  const message = `Expected a ${kind} with a name at ${describe(element)} but got none`;
  reader.error(element, 'eventReferenceMissing', message, { kind });
  return {};
}
