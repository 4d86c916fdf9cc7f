import {
  isModdleElement,
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../../tailoring/moddle-element.js';
import { isDrawing } from '../data/data-associations.js';
import type { DraftElement } from '../draft-model.js';
import { areEquivalent, itemOf } from '../item-definitions.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** What flows between data, events and loops is of one kind. */
export const dataItems: Rule = ({ withData }) =>
  withData.flatMap((element) => [
    ...checkAssociations(element),
    ...checkEvent(element),
    ...checkLoop(element),
    ...checkLoopPlace(element),
  ]);

/** BPMN 2.0.2 section 10.4.2: both ends have the same item definition, or something makes one of the other. */
function checkAssociations(element: DraftElement): readonly Problem[] {
  return ['dataInputAssociations', 'dataOutputAssociations']
    .flatMap((list) => readList(element.source, list))
    .filter((association) => !isDrawing(association) && !isMade(association))
    .flatMap((association) => {
      const target = readChild(association, 'targetRef');
      const wanted = itemOf(target);
      return readList(association, 'sourceRef')
        .filter((source) => !areEquivalent(itemOf(source), wanted))
        .map((source) => {
          const message = `Expected '${idOf(source)}' and '${idOf(target)}' of a data association of ${describe(element)} to have the same item definition, or a transformation between them`;
          const params = { source: idOf(source), target: idOf(target) };
          return problemAt(element, 'error', 'dataItemMismatch', message, params);
        });
    });
}

function isMade(association: ModdleElement): boolean {
  const isAssigned = readList(association, 'assignment').length > 0;
  return isAssigned || readChild(association, 'transformation') !== undefined;
}

/** BPMN 2.0.2 section 10.5.1: an event with data has one of them for each event definition, in their order. */
function checkEvent(element: DraftElement): readonly Problem[] {
  const data = ['dataInputs', 'dataOutputs'].flatMap((list) => readList(element.source, list));
  const definitions = element.definitions;
  if (data.length === 0 || definitions.length === 0) return [];
  if (data.length !== definitions.length) {
    const message = `Expected one data input or output for each event definition of ${describe(element)} but got ${data.length} for ${definitions.length}`;
    const params = { data: data.length, definitions: definitions.length };
    return [problemAt(element, 'error', 'eventDataCount', message, params)];
  }
  return data.flatMap((item, position) => {
    if (areEquivalent(itemOf(item), carriedBy(definitions[position]))) return [];
    const message = `Expected '${idOf(item)}' of ${describe(element)} to have an item definition equivalent to that of what its event definition refers to`;
    return [problemAt(element, 'error', 'eventDataItem', message, { data: idOf(item) })];
  });
}

/** The item definition of the message, error, escalation or signal that an event definition refers to. */
function carriedBy(definition: ModdleElement | undefined): ModdleElement | undefined {
  if (definition === undefined) return undefined;
  const message = readChild(definition, 'messageRef');
  if (message !== undefined) return readChild(message, 'itemRef');
  const thrown = ['errorRef', 'escalationRef', 'signalRef'].flatMap(
    (name) => readChild(definition, name) ?? [],
  )[0];
  return thrown === undefined ? undefined : readChild(thrown, 'structureRef');
}

/** BPMN 2.0.2 section 10.3.8: a loop goes through data of its activity or around it, not through those of another one. */
function checkLoopPlace(element: DraftElement): readonly Problem[] {
  const loop = readChild(element.source, 'loopCharacteristics');
  if (loop === undefined) return [];
  return ['loopDataInputRef', 'loopDataOutputRef']
    .filter((name) => !isReachable(element, readChild(loop, name)))
    .map((name) => {
      const message = `Expected ${name} of ${describe(element)} to refer to data of its own InputOutputSpecification or of a scope around it`;
      return problemAt(element, 'error', 'loopDataPlace', message, { attribute: name });
    });
}

function isReachable(element: DraftElement, data: ModdleElement | undefined): boolean {
  const holder = data?.['$parent'];
  if (!isModdleElement(holder) || holder.$type !== 'bpmn:InputOutputSpecification') return true;
  let scope: DraftElement | undefined = element;
  while (scope !== undefined && scope.source !== holder['$parent']) scope = scope.parent;
  return scope !== undefined;
}

/** BPMN 2.0.2 section 10.3.8: an instance takes and gives what the collections consist of. */
function checkLoop(element: DraftElement): readonly Problem[] {
  const loop = readChild(element.source, 'loopCharacteristics');
  if (loop === undefined) return [];
  const pairs = [
    ['loopDataInputRef', 'inputDataItem'],
    ['loopDataOutputRef', 'outputDataItem'],
  ] as const;
  return pairs.flatMap(([collection, single]) => {
    const item = itemOf(readChild(loop, single));
    const isSingle = item?.['isCollection'] !== true;
    const whole = itemOf(readChild(loop, collection));
    if (whole === undefined || (isSingle && areEquivalent(item, whole))) return [];
    const message = `Expected the type of ${single} of ${describe(element)} to be the scalar of the type of ${collection}`;
    return [problemAt(element, 'error', 'loopItemType', message, { single, collection })];
  });
}

function idOf(source: ModdleElement | undefined): string {
  return source === undefined ? '' : (readText(source, 'id') ?? '');
}
