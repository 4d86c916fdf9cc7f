import { type ModdleElement, readChild, readList } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { areEquivalent, itemOf } from '../item-definitions.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

type DataList = 'dataInputs' | 'dataOutputs';
type SetList = 'inputSets' | 'outputSets';

/** What travels one way, and where the data of the task say so. */
interface Journey {
  readonly message: ModdleElement | undefined;
  readonly data: DataList;
  readonly sets: SetList;
}

/** BPMN 2.0.2 section 10.3.3: the data of a task that sends, receives or calls an operation are those of its messages. */
export const taskMessages: Rule = ({ withData }) =>
  withData.flatMap((element) => {
    const specification = readChild(element.source, 'ioSpecification');
    if (specification === undefined) return [];
    return journeysOf(element).flatMap((journey) => check(element, specification, journey));
  });

function journeysOf({ source, type }: DraftElement): readonly Journey[] {
  const message = readChild(source, 'messageRef');
  const operation = readChild(source, 'operationRef');
  if (type === 'sendTask' && message !== undefined) return [sent(message)];
  if (type === 'receiveTask' && message !== undefined) return [received(message)];
  if (type !== 'serviceTask' || operation === undefined) return [];
  return [
    sent(readChild(operation, 'inMessageRef')),
    received(readChild(operation, 'outMessageRef')),
  ];
}

function sent(message: ModdleElement | undefined): Journey {
  return { message, data: 'dataInputs', sets: 'inputSets' };
}

function received(message: ModdleElement | undefined): Journey {
  return { message, data: 'dataOutputs', sets: 'outputSets' };
}

function check(
  element: DraftElement,
  specification: ModdleElement,
  { message, data, sets }: Journey,
): readonly Problem[] {
  const loop = readChild(element.source, 'loopCharacteristics') ?? element.source;
  // A collection that a loop goes through belongs to the loop.
  const ofLoop = [readChild(loop, 'loopDataInputRef'), readChild(loop, 'loopDataOutputRef')];
  const items = readList(specification, data).filter((item) => !ofLoop.includes(item));
  return [
    ...checkCount(element, sets, readList(specification, sets).length),
    ...checkCount(element, data, items.length),
    ...items
      .filter((item) => message !== undefined && !areEquivalent(itemOf(item), itemRefOf(message)))
      .map(() => {
        const text = `Expected ${data} of ${describe(element)} to have an item definition equivalent to the one of its message`;
        return problemAt(element, 'error', 'messageDataItem', text, { data });
      }),
  ];
}

function itemRefOf(message: ModdleElement): ModdleElement | undefined {
  return readChild(message, 'itemRef');
}

function checkCount(
  element: DraftElement,
  list: DataList | SetList,
  count: number,
): readonly Problem[] {
  if (count <= 1) return [];
  const message = `Expected at most one of ${list} of ${describe(element)}, which has one message, but got ${count}`;
  return [problemAt(element, 'error', 'messageDataCount', message, { list, count })];
}
