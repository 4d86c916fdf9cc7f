import { eventDefinitions } from '../event-definitions/registry.js';
import type { EventDefinitionType } from '../model/element-type.js';
import type { ProgramAttributes, ProgramEventDefinition } from '../model/program.js';
import {
  localTypeOf,
  type ModdleElement,
  readChild,
  readReference,
  readText,
} from '../tailoring/moddle-element.js';
import { readConditional } from './conditional-definition.js';
import { definedEntries } from './attributes/defined-entries.js';
import type { DraftElement } from './draft-model.js';
import { type ModelReader, readExtension } from './model-reader.js';
import { linkCatchesOf } from './link-ends.js';
import { nameOf, readMessage, referenceMissing } from './message-definition.js';
import { describe } from './problem.js';
import { readTimer } from './timer-definition.js';

type DefinitionReader = (
  element: DraftElement,
  definition: ModdleElement,
  reader: ModelReader,
) => ProgramAttributes;

const definitionReaders: Readonly<Record<EventDefinitionType, DefinitionReader>> = {
  message: readMessage,
  signal: readSignal,
  link: readLink,
  error: readError,
  escalation: readEscalation,
  timer: readTimer,
  conditional: readConditional,
  terminate: () => ({}),
  compensate: readCompensate,
  cancel: () => ({}),
};

/** The kind of an event definition; nothing if the machine does not execute such. */
export function definitionTypeOf(definition: ModdleElement): EventDefinitionType | undefined {
  const type = localTypeOf(definition).replace(/EventDefinition$/, '');
  return isDefinitionType(type) ? type : undefined;
}

function isDefinitionType(type: string): type is EventDefinitionType {
  return Object.hasOwn(eventDefinitions, type);
}

/** Whether all definitions must have occurred; with a single one that is no question. */
export function isParallelMultiple(element: DraftElement): boolean {
  return element.source['parallelMultiple'] === true && element.definitions.length > 1;
}

export function readEventDefinitions(
  element: DraftElement,
  reader: ModelReader,
): readonly ProgramEventDefinition[] {
  if (element.type === 'receiveTask') return [readOwnMessage(element, reader)];
  return element.definitions.flatMap((definition) => {
    const type = definitionTypeOf(definition);
    if (type === undefined) return [];
    return [{ type, attributes: definitionReaders[type](element, definition, reader) }];
  });
}

/** A task that receives names its message itself; it waits for it as an event does. */
function readOwnMessage(element: DraftElement, reader: ModelReader): ProgramEventDefinition {
  return { type: 'message', attributes: readMessage(element, element.source, reader) };
}

/** One definition that stands elsewhere than in an event. */
export function readEventDefinition(
  element: DraftElement,
  definition: ModdleElement,
  reader: ModelReader,
): ProgramEventDefinition | undefined {
  const type = definitionTypeOf(definition);
  if (type === undefined) return undefined;
  return { type, attributes: definitionReaders[type](element, definition, reader) };
}

/** Only throwing events lead on; more than one place to lead to is a problem that a rule tells. */
function readLink(element: DraftElement): ProgramAttributes {
  return definedEntries({ target: linkCatchesOf(element)[0]?.index });
}

function readSignal(
  element: DraftElement,
  definition: ModdleElement,
  reader: ModelReader,
): ProgramAttributes {
  const signal = readChild(definition, 'signalRef');
  const name = signal === undefined ? undefined : nameOf(signal);
  if (name === undefined) return referenceMissing(element, reader, 'signal');
  return definedEntries({ name: reader.value(element, 'signal name', name) });
}

function readError(
  element: DraftElement,
  definition: ModdleElement,
  reader: ModelReader,
): ProgramAttributes {
  const error = readChild(definition, 'errorRef');
  const code = error === undefined ? undefined : readText(error, 'errorCode');
  if (code === undefined && element.type === 'endEvent') codeMissing(element, reader, 'error');
  return definedEntries({
    code,
    message: error === undefined ? undefined : readText(error, 'name'),
    ...readCaught(definition),
  });
}

/** Catching events need nothing: what they stand on or in says it all. */
function readCompensate(element: DraftElement, definition: ModdleElement): ProgramAttributes {
  if (element.type !== 'endEvent' && element.type !== 'intermediateThrowEvent') return {};
  return definedEntries({
    activity: readReference(definition, 'activityRef'),
    isAwaited: definition['waitForCompletion'] !== false,
  });
}

function readEscalation(
  element: DraftElement,
  definition: ModdleElement,
  reader: ModelReader,
): ProgramAttributes {
  const escalation = readChild(definition, 'escalationRef');
  const code = escalation === undefined ? undefined : readText(escalation, 'escalationCode');
  const isThrown = element.type === 'endEvent' || element.type === 'intermediateThrowEvent';
  if (code === undefined && isThrown) codeMissing(element, reader, 'escalation');
  return definedEntries({ code, ...readCaught(definition) });
}

function codeMissing(element: DraftElement, reader: ModelReader, kind: string): void {
  const message = `Expected ${describe(element)} to throw an ${kind} with a code but it has none`;
  reader.error(element, 'codeMissing', message, { kind });
}

function readCaught(definition: ModdleElement): ProgramAttributes {
  const output = readExtension(definition, 'ErrorOutput');
  if (output === undefined) return {};
  return {
    codeVariable: readText(output, 'codeVariable'),
    messageVariable: readText(output, 'messageVariable'),
  };
}
