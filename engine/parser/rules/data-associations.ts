import {
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../../tailoring/moddle-element.js';
import { isDrawing } from '../data/data-associations.js';
import { type DataItem, type DataItems, readDataItems } from '../data/data-items.js';
import type { DraftElement, DraftModel } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** Data associations lead from data that an element sees to its own inputs, or from its outputs to such data. */
export const dataAssociations: Rule = (model) => {
  const items = readDataItems(model);
  return model.withData.flatMap((element) => [
    ...checkSpecification(element),
    ...checkAll(model, element, items, 'dataInputAssociations'),
    ...checkAll(model, element, items, 'dataOutputAssociations'),
  ]);
};

/** BPMN 2.0.2 section 10.4.1: embedded sub-processes see the data around them and declare no inputs and outputs. */
function checkSpecification(element: DraftElement): readonly Problem[] {
  const isSubProcess = readList(element.source, 'flowElements').length > 0 && element.scope >= 0;
  if (!isSubProcess || readChild(element.source, 'ioSpecification') === undefined) return [];
  const message = `Expected no data inputs and outputs of sub-process ${describe(element)}: it must not define any, as it sees the data around it`;
  return [problemAt(element, 'error', 'ioSpecificationForbidden', message)];
}

type AssociationList = 'dataInputAssociations' | 'dataOutputAssociations';

function checkAll(
  model: DraftModel,
  element: DraftElement,
  items: DataItems,
  list: AssociationList,
): readonly Problem[] {
  return readList(element.source, list)
    .filter((association) => !isDrawing(association))
    .flatMap((association) => checkEnds(model, element, items, association));
}

function checkEnds(
  model: DraftModel,
  element: DraftElement,
  items: DataItems,
  association: ModdleElement,
): readonly Problem[] {
  const isInput = association.$type === 'bpmn:DataInputAssociation';
  const sources = readList(association, 'sourceRef');
  const target = readChild(association, 'targetRef');
  const outer = isInput ? sources : target === undefined ? [] : [target];
  const inner = isInput ? (target === undefined ? [] : [target]) : sources;
  return [
    ...outer.flatMap((end) => checkOuter(model, element, items.get(end), end, isInput)),
    ...inner.flatMap((end) => checkInner(element, items.get(end), end, isInput)),
  ];
}

/** The end outside: data of a scope around the element. */
function checkOuter(
  model: DraftModel,
  element: DraftElement,
  item: DataItem | undefined,
  end: ModdleElement,
  isInput: boolean,
): readonly Problem[] {
  if (item === undefined) return [notData(element, end)];
  if (item.kind === 'store') return [storeUnbound(element, end, isInput)];
  if (item.owner === element.index || isAround(model, item.owner, element)) return [];
  const message = `Expected data that ${describe(element)} can see but '${idOf(end)}' lives in '${model.elements[item.owner]?.id ?? ''}'`;
  return [problemAt(element, 'error', 'dataNotVisible', message, { data: idOf(end) })];
}

/** The end inside: the element's own. */
function checkInner(
  element: DraftElement,
  item: DataItem | undefined,
  end: ModdleElement,
  isInput: boolean,
): readonly Problem[] {
  if (item === undefined) return [notData(element, end)];
  const isOwn = item.owner === element.index && item.kind !== (isInput ? 'output' : 'input');
  if (isOwn) return [];
  const wanted = isInput ? 'lead to a data input' : 'come from a data output';
  const message = `Expected a data association of ${describe(element)} to ${wanted} or property of its own but got '${idOf(end)}'`;
  return [problemAt(element, 'error', 'dataAssociationEnd', message, { data: idOf(end) })];
}

function isAround(model: DraftModel, owner: number, element: DraftElement): boolean {
  let scope = model.elements[element.scope];
  while (scope !== undefined && scope.index !== owner) scope = model.elements[scope.scope];
  return scope !== undefined;
}

function notData(element: DraftElement, end: ModdleElement): Problem {
  const message = `Expected a data association of ${describe(element)} to have data at its ends but '${idOf(end)}' is none`;
  return problemAt(element, 'error', 'dataAssociationEnd', message, { data: idOf(end) });
}

function storeUnbound(element: DraftElement, end: ModdleElement, isInput: boolean): Problem {
  const effect = isInput ? 'nothing is read from it' : 'what is written to it is not kept';
  const message = `Expected data store '${idOf(end)}' of ${describe(element)} to be bound to records but it is not yet: ${effect}`;
  return problemAt(element, 'warning', 'dataStoreUnbound', message, { data: idOf(end) });
}

function idOf(end: ModdleElement): string {
  return readText(end, 'id') ?? '';
}
