import type { ProgramAttributes } from '../../model/program.js';
import {
  localTypeOf,
  type ModdleElement,
  readChild,
  readText,
} from '../../tailoring/moddle-element.js';
import { definedEntries } from '../attributes/defined-entries.js';
import type { DataItems } from '../data/data-items.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readBody } from '../model-reader.js';
import { describe } from '../problem.js';
import { readMultiInstance } from './multi-instance.js';

/** What the loop characteristics of an activity say. */
export interface LoopDefinition {
  readonly type: 'standardLoop' | 'multiInstance';
  readonly isSequential: boolean;
  readonly attributes: ProgramAttributes;
  /** The data input of the activity that holds the collection. */
  readonly collectionInput?: string;
  /** The data output of the activity that takes the results. */
  readonly collectionOutput?: string;
}

/** Nothing if the activity is not repeated. */
export function readLoop(
  element: DraftElement,
  items: DataItems,
  reader: ModelReader,
): LoopDefinition | undefined {
  const loop = readChild(element.source, 'loopCharacteristics');
  if (loop === undefined) return undefined;
  if (element.type === 'eventSubProcess') {
    const message = `Expected no loop at event sub-process ${describe(element)}: it begins with each of its events`;
    reader.error(element, 'loopMisplaced', message);
    return undefined;
  }
  return localTypeOf(loop) === 'standardLoopCharacteristics'
    ? {
        type: 'standardLoop',
        isSequential: true,
        attributes: readStandardLoop(element, loop, reader),
      }
    : readMultiInstance(element, loop, items, reader);
}

function readStandardLoop(
  element: DraftElement,
  loop: ModdleElement,
  reader: ModelReader,
): ProgramAttributes {
  const text = readBody(loop, 'loopCondition')?.trim() ?? '';
  const maximum = readText(loop, 'loopMaximum');
  if (text === '' && maximum === undefined) {
    const message = `Expected a loop condition or a maximum at ${describe(element)} but got neither: the loop cannot be executed`;
    reader.error(element, 'loopConditionMissing', message);
  }
  if (maximum !== undefined && !/^\d+$/.test(maximum)) {
    const message = `Expected a whole number from 0 as loop maximum of ${describe(element)} but got '${maximum}'`;
    reader.error(element, 'loopMaximumInvalid', message, { loopMaximum: maximum });
  }
  return definedEntries({
    testBefore: loop['testBefore'] === true,
    condition: text === '' ? undefined : reader.expression(element, 'loop condition', text),
    maximum: maximum === undefined ? undefined : Number(maximum),
  });
}
