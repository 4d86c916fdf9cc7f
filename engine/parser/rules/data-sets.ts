import {
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** BPMN 2.0.2 section 10.4.2: each data input is part of an input set, each data output of an output set. */
export const dataSets: Rule = ({ elements }) => elements.flatMap(check);

function check(element: DraftElement): readonly Problem[] {
  const specification = readChild(element.source, 'ioSpecification');
  if (specification === undefined) return [];
  return [
    ...listLoose(specification, 'dataInputs', 'inputSets', 'dataInputRefs').map((item) =>
      loose(element, item, 'data input', 'input set'),
    ),
    ...listLoose(specification, 'dataOutputs', 'outputSets', 'dataOutputRefs').map((item) =>
      loose(element, item, 'data output', 'output set'),
    ),
  ];
}

function listLoose(
  specification: ModdleElement,
  items: string,
  sets: string,
  references: string,
): readonly ModdleElement[] {
  const held = new Set(readList(specification, sets).flatMap((set) => readList(set, references)));
  return readList(specification, items).filter((item) => !held.has(item));
}

function loose(element: DraftElement, item: ModdleElement, kind: string, set: string): Problem {
  const id = readText(item, 'id') ?? '';
  const message = `Expected ${kind} '${id}' of ${describe(element)} to be referenced by at least one ${set}`;
  return problemAt(element, 'error', 'dataSetMissing', message, { data: id });
}
