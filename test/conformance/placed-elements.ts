import type { ElementType } from '../../engine/model/element-type.js';
import { draftModel, type DraftElement } from '../../engine/parser/draft-model.js';
import { definitionTypeOf, isParallelMultiple } from '../../engine/parser/event-definitions.js';
import { parseBpmn } from '../../engine/parser/index.js';
import {
  localTypeOf,
  type ModdleElement,
  readChild,
  readList,
} from '../../engine/tailoring/moddle-element.js';

/** An element of a case's model; of one that loops, its loop or the activity that is repeated. */
export interface Placed {
  readonly element: DraftElement;
  readonly isLoop: boolean;
}

/** By process, then by id. */
export type CaseModel = ReadonlyMap<string, ReadonlyMap<string, DraftElement>>;

export async function readModel(xml: string): Promise<CaseModel> {
  const { definitions } = await parseBpmn(xml);
  return definitions === undefined ? new Map() : modelOf(definitions);
}

export function modelOf(definitions: ModdleElement): CaseModel {
  const drafts = readList(definitions, 'rootElements')
    .filter(({ $type }) => $type === 'bpmn:Process')
    .map((process) => draftModel(process));
  return new Map(
    drafts.map(({ process, elements }) => [
      process.id,
      new Map(elements.map((element) => [element.id, element])),
    ]),
  );
}

function loopOf({ source }: DraftElement): ElementType | undefined {
  const loop = readChild(source, 'loopCharacteristics');
  if (loop === undefined) return undefined;
  return localTypeOf(loop) === 'standardLoopCharacteristics' ? 'standardLoop' : 'multiInstance';
}

export function typeOf({ element, isLoop }: Placed): ElementType | undefined {
  return isLoop ? loopOf(element) : element.type;
}

/** It stands in an instance of a multi-instance, or is one. */
export function isRepeated({ element, isLoop }: Placed): boolean {
  if (!isLoop && loopOf(element) === 'multiInstance') return true;
  return element.parent !== undefined && isRepeated({ element: element.parent, isLoop: false });
}

/** Of an event, what triggers it or what it throws. */
export function eventKindOf(element: DraftElement): string {
  const [only, second] = element.definitions;
  if (second !== undefined) return isParallelMultiple(element) ? 'parallelMultiple' : 'multiple';
  return only === undefined ? 'none' : (definitionTypeOf(only) ?? '');
}

/** Of an event, its kind and its place in the words of the table in docs/bpmn-support.md. */
export function eventOf({ element }: Placed): string | undefined {
  const place = placeOf(element);
  return place === undefined ? undefined : `${eventKindOf(element)}, ${place}`;
}

function placeOf({ type, source, parent }: DraftElement): string | undefined {
  switch (type) {
    case 'startEvent':
      if (parent?.type !== 'eventSubProcess') return 'start';
      return `event sub-process${source['isInterrupting'] === false ? ', not interrupting' : ''}`;
    case 'intermediateCatchEvent':
      return 'catch';
    case 'intermediateThrowEvent':
      return 'throw';
    case 'boundaryEvent':
      return `boundary${source['cancelActivity'] === false ? ', not interrupting' : ''}`;
    case 'endEvent':
      return 'end';
    default:
      return undefined;
  }
}
