import { elementBehaviors } from '../elements/registry.js';
import type { ElementType } from '../model/element-type.js';
import {
  isModdleElement,
  localTypeOf,
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../tailoring/moddle-element.js';
import { readBody } from './model-reader.js';

/** A flow node on its way into the program, before it is known whether it can run. */
export interface DraftElement {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** Left out if the machine does not execute such elements. */
  readonly type: ElementType | undefined;
  readonly source: ModdleElement;
  /** Of an event: those inside it, then those at the root of the model that it refers to. */
  readonly definitions: readonly ModdleElement[];
  /** Most elements have nothing to do with data of BPMN. */
  readonly hasData: boolean;
  readonly scope: number;
  /** The scope around it; left out for the process. */
  readonly parent: DraftElement | undefined;
  readonly incoming: DraftFlow[];
  readonly outgoing: DraftFlow[];
  readonly inner: DraftElement[];
  /** Boundary events on it. */
  readonly boundary: DraftElement[];
  /** What an association connects it with, in document order. */
  readonly associated: DraftElement[];
  /** What a boundary event is attached to. */
  host: DraftElement | undefined;
  /** The lanes it stands in, the innermost first. */
  lanes: readonly ModdleElement[];
}

export interface DraftFlow {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly source: DraftElement;
  readonly target: DraftElement;
  readonly model: ModdleElement;
  /** The text of its condition; left out if it has none. */
  readonly condition: string | undefined;
}

export interface DraftModel {
  readonly process: DraftElement;
  readonly elements: readonly DraftElement[];
  /** Those of them that have to do with data. */
  readonly withData: readonly DraftElement[];
  readonly flows: readonly DraftFlow[];
  /** Flows without a source or a target in the process. */
  readonly looseFlows: readonly ModdleElement[];
}

/** No token ever comes to these: they are variables (`data/data-items.ts`). */
const dataElements = new Set([
  'bpmn:DataObject',
  'bpmn:DataObjectReference',
  'bpmn:DataStoreReference',
]);

/** Where an element says what it has to do with data. */
const dataParts = [
  ...['ioSpecification', 'dataInputs', 'dataOutputs', 'inputSet', 'outputSet', 'properties'],
  ...['dataInputAssociations', 'dataOutputAssociations', 'loopCharacteristics', 'flowElements'],
];

/** Collects the elements of a process in document order, each scope before what is in it. */
export function draftModel(process: ModdleElement): DraftModel {
  const elements: DraftElement[] = [];
  const flowModels: ModdleElement[] = [];
  const root = addElement(elements, process, undefined);
  addInner(elements, flowModels, root);
  const byModel = new Map(elements.map((element) => [element.source, element]));
  for (const element of elements) attach(element, byModel);
  for (const element of elements) placeInLanes(element, byModel);
  associate(process, elements, byModel);
  const { flows, looseFlows } = connect(flowModels, byModel);
  const withData = elements.filter(({ hasData }) => hasData);
  return { process: root, elements, withData, flows, looseFlows };
}

function addElement(
  elements: DraftElement[],
  source: ModdleElement,
  parent: DraftElement | undefined,
): DraftElement {
  const element: DraftElement = {
    index: elements.length,
    id: readText(source, 'id') ?? '',
    name: readText(source, 'name') ?? '',
    type: typeOf(source),
    source,
    definitions: definitionsOf(source),
    hasData: dataParts.some((part) => source[part] !== undefined),
    scope: parent === undefined ? -1 : parent.index,
    parent,
    incoming: [],
    outgoing: [],
    inner: [],
    boundary: [],
    associated: [],
    host: undefined,
    lanes: [],
  };
  elements.push(element);
  return element;
}

function definitionsOf(source: ModdleElement): readonly ModdleElement[] {
  const own = readList(source, 'eventDefinitions');
  const referred = readList(source, 'eventDefinitionRef');
  return referred.length === 0 ? own : [...own, ...referred];
}

/** BPMN local names are the machine's own: what has a behavior can run. */
function typeOf(source: ModdleElement): ElementType | undefined {
  const type = localTypeOf(source);
  if (type === 'subProcess' && source['triggeredByEvent'] === true) return 'eventSubProcess';
  return isElementType(type) ? type : undefined;
}

function isElementType(type: string): type is ElementType {
  return Object.hasOwn(elementBehaviors, type);
}

function addInner(
  elements: DraftElement[],
  flowModels: ModdleElement[],
  scope: DraftElement,
): void {
  for (const source of readList(scope.source, 'flowElements')) {
    if (source.$type === 'bpmn:SequenceFlow') flowModels.push(source);
    else if (!dataElements.has(source.$type)) {
      const element = addElement(elements, source, scope);
      scope.inner.push(element);
      addInner(elements, flowModels, element);
    }
  }
}

function attach(event: DraftElement, byModel: ReadonlyMap<ModdleElement, DraftElement>): void {
  const host = elementOf(event.source['attachedToRef'], byModel);
  if (host === undefined) return;
  host.boundary.push(event);
  event.host = host;
}

/** Inner elements of a sub-process stand in its lanes too. Of two lanes for one element the first counts. */
function placeInLanes(
  scope: DraftElement,
  byModel: ReadonlyMap<ModdleElement, DraftElement>,
): void {
  for (const inner of scope.inner) inner.lanes = scope.lanes;
  const visit = (laneSet: ModdleElement, around: readonly ModdleElement[]): void => {
    for (const lane of readList(laneSet, 'lanes')) {
      const lanes = [lane, ...around];
      const inner = lane['childLaneSet'];
      if (isModdleElement(inner)) visit(inner, lanes);
      for (const node of readList(lane, 'flowNodeRef')) {
        const element = byModel.get(node);
        if (element !== undefined && element.lanes.length < lanes.length) element.lanes = lanes;
      }
    }
  };
  for (const laneSet of readList(scope.source, 'laneSets')) visit(laneSet, scope.lanes);
}

/** Associations stand in any scope, or beside the process in a collaboration; those with annotations mean nothing. */
function associate(
  process: ModdleElement,
  elements: readonly DraftElement[],
  byModel: ReadonlyMap<ModdleElement, DraftElement>,
): void {
  const definitions = readChild(process, '$parent');
  const beside = definitions === undefined ? [] : readList(definitions, 'rootElements');
  const holders = [
    ...elements.map(({ source }) => source),
    ...beside.filter(({ $type }) => $type === 'bpmn:Collaboration'),
  ];
  for (const artifact of holders.flatMap((holder) => readList(holder, 'artifacts'))) {
    if (artifact.$type !== 'bpmn:Association') continue;
    const source = elementOf(artifact['sourceRef'], byModel);
    const target = elementOf(artifact['targetRef'], byModel);
    if (source === undefined || target === undefined) continue;
    source.associated.push(target);
    target.associated.push(source);
  }
}

function connect(
  models: readonly ModdleElement[],
  byModel: ReadonlyMap<ModdleElement, DraftElement>,
): Pick<DraftModel, 'flows' | 'looseFlows'> {
  const flows: DraftFlow[] = [];
  const looseFlows: ModdleElement[] = [];
  for (const model of models) {
    const source = elementOf(model['sourceRef'], byModel);
    const target = elementOf(model['targetRef'], byModel);
    if (source === undefined || target === undefined) {
      looseFlows.push(model);
      continue;
    }
    const id = readText(model, 'id') ?? '';
    const name = readText(model, 'name') ?? '';
    const condition = conditionOf(model);
    const flow = { index: flows.length, id, name, source, target, model, condition };
    flows.push(flow);
    source.outgoing.push(flow);
    target.incoming.push(flow);
  }
  for (const element of byModel.values()) orderOutgoing(element);
  return { flows, looseFlows };
}

function conditionOf(flow: ModdleElement): string | undefined {
  const text = readBody(flow, 'conditionExpression')?.trim();
  return text === '' ? undefined : text;
}

/** The order in which an element lists its flows is what counts for it; flows it does not list come last. */
function orderOutgoing({ source, outgoing }: DraftElement): void {
  if (outgoing.length < 2) return;
  const listed = readList(source, 'outgoing');
  const ranks = new Map<ModdleElement, number>();
  listed.forEach((model, rank) => ranks.set(model, ranks.get(model) ?? rank));
  const rank = ({ model }: DraftFlow) => ranks.get(model) ?? listed.length;
  outgoing.sort((left, right) => rank(left) - rank(right) || left.index - right.index);
}

function elementOf(
  reference: unknown,
  byModel: ReadonlyMap<ModdleElement, DraftElement>,
): DraftElement | undefined {
  return isModdleElement(reference) ? byModel.get(reference) : undefined;
}
