import type { JsonValue } from '../protocol/json.js';
import { isModdleElement, readList, readText, type ModdleElement } from './moddle-element.js';
import type { Guideline, TailoringElement, TailoringModel } from './model.js';
import { readElement } from './read-element.js';
import { readPlain } from './read-generic.js';
import { readGuidelines } from './read-extensions.js';

interface Reading {
  readonly elements: Map<string, TailoringElement>;
  readonly guidelines: Map<string, readonly Guideline[]>;
}

/** Reads the processes of parsed BPMN (the definitions object of moddle) as a comparable model. */
export function readModel(definitions: unknown): TailoringModel {
  const reading: Reading = { elements: new Map(), guidelines: new Map() };
  if (isModdleElement(definitions)) {
    for (const root of readList(definitions, 'rootElements')) {
      if (root.$type === 'bpmn:Process') readScope(root, identify(root, 0), undefined, reading);
      // It runs as a process of its own.
      if (root.$type.startsWith('bpmn:Global'))
        add(root, identify(root, 0), undefined, reading, {});
    }
  }
  return {
    elements: Object.fromEntries(reading.elements),
    guidelines: Object.fromEntries(reading.guidelines),
  };
}

function readScope(
  scope: ModdleElement,
  scopeId: string,
  parent: string | undefined,
  reading: Reading,
  around?: JsonValue,
): void {
  if (parent === undefined) add(scope, scopeId, parent, reading, {});
  const lanes = readLanes(scope);
  const offers = readLaneAssignments(scope);
  const handlers = readCompensationHandlers(scope);
  const children = readList(scope, 'flowElements');
  for (const [index, child] of children.entries()) {
    const id = identify(child, index);
    const lane = lanes.get(id);
    const offer = offers.get(id) ?? around;
    const isOffered = child.$type === 'bpmn:UserTask' && offer !== undefined;
    const handler = handlers.get(id);
    const order = listConditionalFlows(child, children);
    add(child, id, scopeId, reading, {
      ...(lane === undefined ? {} : { lane }),
      ...(isOffered ? { 'lane.assignment': offer } : {}),
      ...(handler === undefined ? {} : { 'event.handler': handler }),
      ...(order.length < 2 ? {} : { order: order.join(',') }),
    });
    if (readList(child, 'flowElements').length > 0) readScope(child, id, scopeId, reading, offer);
  }
}

/** Elements should have ids; one without is still told apart from its siblings. */
function identify(element: ModdleElement, index: number): string {
  return readText(element, 'id') ?? `${element.$type}#${index}`;
}

function add(
  element: ModdleElement,
  id: string,
  scope: string | undefined,
  reading: Reading,
  place: Readonly<Record<string, JsonValue>>,
): void {
  const read = readElement(element, id, scope);
  reading.elements.set(id, { ...read, properties: { ...read.properties, ...place } });
  const guidelines = readGuidelines(element);
  if (guidelines.length > 0) reading.guidelines.set(id, guidelines);
}

/** An exclusive gateway asks its conditions in this order. */
function listConditionalFlows(
  gateway: ModdleElement,
  siblings: readonly ModdleElement[],
): readonly string[] {
  if (gateway.$type !== 'bpmn:ExclusiveGateway') return [];
  return siblings
    .filter((flow) => flow['sourceRef'] === gateway && flow['conditionExpression'] !== undefined)
    .map((flow) => readText(flow, 'id') ?? '');
}

/** What the innermost lane with an assignment says to the nodes in it. */
function readLaneAssignments(scope: ModdleElement): ReadonlyMap<string, JsonValue> {
  const offers = new Map<string, JsonValue>();
  const visit = (lane: ModdleElement, around: JsonValue | undefined): void => {
    const own = findAssignment(lane);
    const offer = own === undefined ? around : readPlain(own);
    if (offer !== undefined) {
      for (const node of readList(lane, 'flowNodeRef'))
        offers.set(readText(node, 'id') ?? '', offer);
    }
    const inner = lane['childLaneSet'];
    if (isModdleElement(inner)) for (const child of readList(inner, 'lanes')) visit(child, offer);
  };
  for (const laneSet of readList(scope, 'laneSets')) {
    for (const lane of readList(laneSet, 'lanes')) visit(lane, undefined);
  }
  return offers;
}

function findAssignment(lane: ModdleElement): ModdleElement | undefined {
  const extensions = lane['extensionElements'];
  if (!isModdleElement(extensions)) return undefined;
  return readList(extensions, 'values').find(({ $type }) => $type === 'lemniscate:Assignment');
}

/** The names of the lanes, from outside in, in which a node stands. */
function readLanes(scope: ModdleElement): ReadonlyMap<string, string> {
  const lanes = new Map<string, string>();
  const visit = (lane: ModdleElement, outer: string): void => {
    const own = readText(lane, 'name') ?? readText(lane, 'id') ?? '';
    const name = outer === '' ? own : `${outer} / ${own}`;
    for (const node of readList(lane, 'flowNodeRef')) lanes.set(readText(node, 'id') ?? '', name);
    const inner = lane['childLaneSet'];
    if (isModdleElement(inner)) for (const child of readList(inner, 'lanes')) visit(child, name);
  };
  for (const laneSet of readList(scope, 'laneSets')) {
    for (const lane of readList(laneSet, 'lanes')) visit(lane, '');
  }
  return lanes;
}

/** Associations between an event and the activity that compensates; other associations are drawings. */
function readCompensationHandlers(scope: ModdleElement): ReadonlyMap<string, string> {
  const handlers = new Map<string, string>();
  for (const artifact of readList(scope, 'artifacts')) {
    if (artifact.$type !== 'bpmn:Association') continue;
    for (const [from, to] of [
      ['sourceRef', 'targetRef'],
      ['targetRef', 'sourceRef'],
    ] as const) {
      const event = artifact[from];
      const handler = artifact[to];
      if (!isModdleElement(event) || event.$type !== 'bpmn:BoundaryEvent') continue;
      if (!isModdleElement(handler) || handler['isForCompensation'] !== true) continue;
      handlers.set(readText(event, 'id') ?? '', readText(handler, 'id') ?? '');
    }
  }
  return handlers;
}
