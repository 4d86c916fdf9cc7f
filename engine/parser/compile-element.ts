import { eventDefinitions } from '../event-definitions/registry.js';
import type { ElementType, EventDefinitionType } from '../model/element-type.js';
import type { ProgramElement, ProgramHandler } from '../model/program.js';
import { readChild, readText } from '../tailoring/moddle-element.js';
import { isStandingEvent, listStandingEvents } from './attributes/ad-hoc-sub-process.js';
import { readAttributes } from './attributes/registry.js';
import type { ClockTables } from './clock-definitions.js';
import { compensationOf } from './compensation.js';
import { compileData } from './data/compile-data.js';
import type { DataItems } from './data/data-items.js';
import type { DraftElement } from './draft-model.js';
import { definitionTypeOf, readEventDefinitions } from './event-definitions.js';
import { readMappingsOf } from './io-mappings.js';
import { readListeners } from './listeners.js';
import { type ModelReader, readExtension } from './model-reader.js';
import { describe } from './problem.js';
import { readQuantities } from './quantities.js';

/** Stands in for an element that cannot run; such a program is never handed out. */
const placeholder: ElementType = 'task';

export function compileElement(
  element: DraftElement,
  clocks: ClockTables,
  items: DataItems,
  reader: ModelReader,
): ProgramElement {
  const { index, id, name, type = placeholder, scope } = element;
  const { data, inputs, outputs } = compileData(element, items, reader);
  const io = readExtension(element.source, 'Io');
  const noneStart = element.inner.find(isNoneStart);
  return {
    index,
    id,
    type,
    name,
    scope,
    incoming: element.incoming.map((flow) => flow.index),
    outgoing: element.outgoing.map((flow) => flow.index),
    defaultFlow: defaultFlowOf(element),
    hasConditions: element.outgoing.some((flow) => flow.condition !== undefined),
    attachedTo: element.host === undefined ? -1 : element.host.index,
    isInterrupting: isInterrupting(element),
    innerStart: noneStart === undefined ? -1 : noneStart.index,
    armedEvents: listArmedEvents(element).map((event) => event.index),
    innerHandlers: eventSubProcessStarts(element).flatMap(handlersOf),
    boundaryHandlers: element.boundary.flatMap(handlersOf),
    eventDefinitions: readEventDefinitions(element, reader),
    inputs: [...inputs, ...readMappingsOf(element, io, 'inputs', reader)],
    outputs: [...outputs, ...readMappingsOf(element, io, 'outputs', reader)],
    ...readPayload(element, reader),
    ...(data === undefined ? {} : { data }),
    clocks: clocks.clocks.get(index) ?? [],
    clockPauses: clocks.pauses.get(index) ?? [],
    clockCommands: clocks.commands.get(index) ?? [],
    ...readListeners(element, reader),
    ...compensationOf(element),
    ...readQuantities(element, reader),
    attributes: readAttributes(element, reader),
  };
}

function isNoneStart(element: DraftElement): boolean {
  return element.type === 'startEvent' && element.definitions.length === 0;
}

function defaultFlowOf({ source, outgoing }: DraftElement): number {
  const flow = readChild(source, 'default');
  return outgoing.find(({ model }) => model === flow)?.index ?? -1;
}

function isInterrupting(element: DraftElement): boolean {
  const { source, type } = element;
  if (isStandingEvent(element)) return false;
  if (type === 'boundaryEvent') return source['cancelActivity'] !== false;
  return type !== 'startEvent' || source['isInterrupting'] !== false;
}

/** Some events are waited for; the others are looked up when they are thrown. */
function listArmedEvents(element: DraftElement): readonly DraftElement[] {
  if (element.inner.length === 0) return element.boundary.filter(isWaitedFor);
  const events = [
    ...element.boundary,
    ...eventSubProcessStarts(element),
    ...listStandingEvents(element),
  ];
  return events.filter(isWaitedFor);
}

function isWaitedFor(event: DraftElement): boolean {
  return event.definitions.some((definition) => isAwaited(definitionTypeOf(definition)));
}

function isAwaited(type: EventDefinitionType | undefined): boolean {
  return type !== undefined && eventDefinitions[type].plan !== undefined;
}

function eventSubProcessStarts(element: DraftElement): readonly DraftElement[] {
  return element.inner
    .filter(({ type }) => type === 'eventSubProcess')
    .flatMap(({ inner }) => inner.filter(({ type }) => type === 'startEvent').slice(0, 1));
}

function handlersOf(event: DraftElement): readonly ProgramHandler[] {
  return event.definitions.flatMap((definition, position) => {
    const type = definitionTypeOf(definition);
    if (type === undefined || isAwaited(type)) return [];
    const reference = readChild(definition, `${type}Ref`);
    const code = reference === undefined ? undefined : readText(reference, `${type}Code`);
    return [
      {
        type,
        event: event.index,
        ...(code === undefined ? {} : { code }),
        ...(position === 0 ? {} : { definition: position }),
      },
    ];
  });
}

/** What is handed out to workers and called processes, if not what is usual. */
function readPayload(
  element: DraftElement,
  reader: ModelReader,
): { readonly payload?: 'all' | 'inputs' } {
  const io = readExtension(element.source, 'Io');
  const payload = io === undefined ? undefined : readText(io, 'payload');
  if (payload === undefined || payload === 'all' || payload === 'inputs')
    return payload === undefined ? {} : { payload };
  const message = `Expected 'all' or 'inputs' as payload of ${describe(element)} but got '${payload}'`;
  reader.error(element, 'payloadInvalid', message, { payload });
  return {};
}
