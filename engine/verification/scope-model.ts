import type { ElementType } from '../model/element-type.js';
import type { Program, ProgramElement } from '../model/program.js';

/** They keep their token until something happens, inside or outside; the others pass it on at once. */
const keepingTypes: readonly ElementType[] = [
  'intermediateCatchEvent',
  'eventBasedGateway',
  'task',
  'manualTask',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'callActivity',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'standardLoop',
  'multiInstance',
];

export function keepsToken({ type }: ProgramElement): boolean {
  return keepingTypes.includes(type);
}

/** Its content is a token game of its own. */
export function holdsGame({ type }: ProgramElement): boolean {
  return (
    type === 'process' ||
    type === 'subProcess' ||
    type === 'transaction' ||
    type === 'eventSubProcess'
  );
}

/** What is inside it decides whether and how it ends. */
export function holdsContent(element: ProgramElement): boolean {
  const { type } = element;
  return holdsGame(element) || type === 'adHocSubProcess' || isLoop(element);
}

export function isLoop({ type }: ProgramElement): boolean {
  return type === 'standardLoop' || type === 'multiInstance';
}

export function elementAt(program: Program, index: number): ProgramElement {
  const element = program.elements[index];
  if (element === undefined) throw new RangeError(`Expected an element at ${index} but got none`);
  return element;
}

export function hasDefinition({ eventDefinitions }: ProgramElement, type: string): boolean {
  return eventDefinitions.some((definition) => definition.type === type);
}

/** Nothing happens at it but that the token ends. */
export function isPlainEnd(element: ProgramElement): boolean {
  const ends = ['terminate', 'error', 'cancel'];
  return element.type === 'endEvent' && !ends.some((type) => hasDefinition(element, type));
}

/** Occurs when something outside happens, and not only when something inside throws. */
export function isFromOutside({ eventDefinitions }: ProgramElement): boolean {
  const outer = ['message', 'timer', 'signal', 'conditional'];
  return eventDefinitions.some(({ type }) => outer.includes(type));
}

/** The catching event that a throwing link event leads to; -1 if there is none. */
export function linkTargetOf({ eventDefinitions }: ProgramElement): number {
  const link = eventDefinitions.find(({ type }) => type === 'link');
  return (link?.attributes['target'] as number | undefined) ?? -1;
}
