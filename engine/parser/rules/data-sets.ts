import {
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** How data and their sets are called on one side. */
interface Side {
  readonly kind: string;
  readonly set: string;
  readonly references: string;
  readonly narrower: readonly string[];
  readonly paired: string;
  readonly back: string;
}

const inputs: Side = {
  kind: 'data input',
  set: 'input set',
  references: 'dataInputRefs',
  narrower: ['optionalInputRefs', 'whileExecutingInputRefs'],
  paired: 'outputSetRefs',
  back: 'inputSetRefs',
};

const outputs: Side = {
  kind: 'data output',
  set: 'output set',
  references: 'dataOutputRefs',
  narrower: ['optionalOutputRefs', 'whileExecutingOutputRefs'],
  paired: 'inputSetRefs',
  back: 'outputSetRefs',
};

/** BPMN 2.0.2 section 10.4.2: data are part of a set, and the sets do not contradict each other. */
export const dataSets: Rule = ({ withData }) => withData.flatMap(check);

function check(element: DraftElement): readonly Problem[] {
  const { source } = element;
  const specification = readChild(source, 'ioSpecification') ?? source;
  const isSpecified = specification !== source;
  const inputSets = isSpecified ? readList(specification, 'inputSets') : one(source, 'inputSet');
  const outputSets = isSpecified ? readList(specification, 'outputSets') : one(source, 'outputSet');
  return [
    ...checkSide(element, readList(specification, 'dataInputs'), inputSets, inputs),
    ...checkSide(element, readList(specification, 'dataOutputs'), outputSets, outputs),
  ];
}

function one(source: ModdleElement, name: string): readonly ModdleElement[] {
  return [readChild(source, name) ?? []].flat();
}

function checkSide(
  element: DraftElement,
  items: readonly ModdleElement[],
  sets: readonly ModdleElement[],
  side: Side,
): readonly Problem[] {
  const held = new Set(sets.flatMap((set) => readList(set, side.references)));
  // An event may do without a set.
  const isDemanding = sets.length > 0 || readChild(element.source, 'ioSpecification') !== undefined;
  return [
    ...items
      .filter((item) => isDemanding && !held.has(item))
      .map((item) => loose(element, item, side)),
    ...sets.flatMap((set) => [
      ...checkNarrower(element, set, side),
      ...checkPairs(element, set, side),
    ]),
  ];
}

function loose(element: DraftElement, item: ModdleElement, { kind, set }: Side): Problem {
  const id = idOf(item);
  const message = `Expected ${kind} '${id}' of ${describe(element)} to be referenced by at least one ${set}`;
  return problemAt(element, 'error', 'dataSetMissing', message, { data: id });
}

function checkNarrower(element: DraftElement, set: ModdleElement, side: Side): readonly Problem[] {
  const held = readList(set, side.references);
  return side.narrower.flatMap((list) =>
    readList(set, list)
      .filter((item) => !held.includes(item))
      .map((item) => {
        const message = `Expected '${idOf(item)}' in ${list} of ${describe(element)} to be listed in ${side.references} of the same ${side.set} too`;
        const params = { data: idOf(item), list };
        return problemAt(element, 'error', 'dataSetMemberMissing', message, params);
      }),
  );
}

function checkPairs(element: DraftElement, set: ModdleElement, side: Side): readonly Problem[] {
  return readList(set, side.paired)
    .filter((other) => !readList(other, side.back).includes(set))
    .map((other) => {
      const message = `Expected '${idOf(other)}', which the ${side.set} '${idOf(set)}' of ${describe(element)} names in ${side.paired}, to name it in ${side.back}: they are paired`;
      return problemAt(element, 'error', 'dataSetUnpaired', message, { set: idOf(other) });
    });
}

function idOf(source: ModdleElement): string {
  return readText(source, 'id') ?? '';
}
