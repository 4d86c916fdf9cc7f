import { elementBehaviors } from '../../elements/registry.js';
import type { ProgramAttributes, ProgramElement } from '../../model/program.js';
import type { DataItems } from '../data/data-items.js';
import type { DraftElement, DraftModel } from '../draft-model.js';
import { type ModelReader, readExtensions } from '../model-reader.js';
import { type LoopDefinition, readLoop } from './read-loop.js';
import { splitLoopData } from './split-loop-data.js';

/** Activities of one loop that may give work to others at the same time. */
const mostAtWork = 500;

/**
 * Puts a loop around each activity that has loop characteristics. The loop takes the activity's place: its flows, the
 * events on it, its clocks. The activity proper becomes the only element inside it, at the end of the list.
 */
export function wrapLoops(
  model: DraftModel,
  elements: readonly ProgramElement[],
  items: DataItems,
  reader: ModelReader,
): readonly ProgramElement[] {
  const wrapped = [...elements];
  for (const draft of model.elements) {
    const element = wrapped[draft.index];
    const loop = readLoop(draft, items, reader);
    if (element === undefined || loop === undefined) continue;
    const index = wrapped.length;
    wrapped[draft.index] = compileLoop(draft, element, loop, index);
    wrapped.push(compileRepeated(element, loop, index, elements));
    for (const { index: inside } of draft.inner) {
      const inner = wrapped[inside];
      if (inner !== undefined) wrapped[inside] = { ...inner, scope: index };
    }
  }
  return wrapped;
}

function compileLoop(
  draft: DraftElement,
  element: ProgramElement,
  loop: LoopDefinition,
  activity: number,
): ProgramElement {
  const { data: _data, listeners: _listeners, ...rest } = element;
  const isCompensable = element.compensation !== undefined;
  return {
    ...rest,
    ...splitLoopData(element, loop).loop,
    // Each repetition that has completed is compensated by itself.
    ...(isCompensable ? { compensation: { handler: -1, starts: [] } } : {}),
    type: loop.type,
    innerStart: -1,
    armedEvents: element.armedEvents.filter((event) => isOnBorder(draft, event)),
    innerHandlers: [],
    // A gateway before it waits for the event of the first repetition.
    eventDefinitions: isBehindGateway(draft) ? element.eventDefinitions : [],
    attributes: { ...loop.attributes, activity, ...measure(draft, loop) },
  };
}

function isBehindGateway({ incoming }: DraftElement): boolean {
  return incoming.some(({ source }) => source.type === 'eventBasedGateway');
}

function isOnBorder({ boundary }: DraftElement, event: number): boolean {
  return boundary.some(({ index }) => index === event);
}

function measure(draft: DraftElement, { type, isSequential }: LoopDefinition): ProgramAttributes {
  if (type === 'standardLoop') return {};
  const isAtWork = isSequential || hasWork(draft);
  return {
    movesPerInstance: 1 + countWays(draft),
    ...(isAtWork ? { most: isSequential ? 1 : mostAtWork } : {}),
  };
}

function hasWork({ type, inner, source }: DraftElement): boolean {
  const isWork = type !== undefined && elementBehaviors[type].givesWork === true;
  return isWork || readExtensions(source, 'Listener').length > 0 || inner.some(hasWork);
}

/** Elements and flows inside: each is worth one move of a token. */
function countWays({ inner }: DraftElement): number {
  return inner.reduce((sum, element) => sum + 1 + element.outgoing.length + countWays(element), 0);
}

function compileRepeated(
  element: ProgramElement,
  loop: LoopDefinition,
  index: number,
  elements: readonly ProgramElement[],
): ProgramElement {
  const { startQuantity: _start, completionQuantity: _completion, data: _data, ...rest } = element;
  const { output } = loop.attributes;
  const isOwn = element.outputs.some(({ target }) => target === output);
  return {
    ...rest,
    ...splitLoopData(element, loop).repeated,
    index,
    scope: element.index,
    incoming: [],
    outgoing: [],
    defaultFlow: -1,
    hasConditions: false,
    armedEvents: element.armedEvents.filter((event) => elements[event]?.attachedTo === -1),
    boundaryHandlers: [],
    clocks: [],
    clockPauses: [],
    clockCommands: [],
    ...(isOwn && typeof output === 'string' ? { ownTargets: [output] } : {}),
  };
}
