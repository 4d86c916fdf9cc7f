import { bpmnNamespace } from '../namespaces.js';
import { readText } from '../xml/xml-text.js';
import {
  childElements,
  localNameOf,
  namespaceOf,
  readAttribute,
  type XmlElement,
} from '../xml/xml-node.js';

export interface LayoutNode {
  readonly id: string;
  readonly local: string;
  /** The activity that a boundary event stands on. */
  readonly host: string | undefined;
  /** What is inside, of a sub-process. */
  readonly inside: LayoutScope | undefined;
}

/** A line between two elements. */
export interface LayoutFlow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

export interface LayoutLane {
  readonly id: string;
  readonly members: readonly string[];
  readonly inner: readonly LayoutLane[];
}

/** A process or a sub-process, as far as drawing it needs. */
export interface LayoutScope {
  readonly id: string;
  readonly nodes: readonly LayoutNode[];
  readonly flows: readonly LayoutFlow[];
  readonly lanes: readonly LayoutLane[];
  /** Data and annotations: no flow leads to them. */
  readonly artifacts: readonly LayoutNode[];
  /** Associations and data associations. */
  readonly links: readonly LayoutFlow[];
}

const nodePattern =
  /(Task|Event|Gateway)$|^task$|^(subProcess|transaction|adHocSubProcess|callActivity)$/;
const artifactNames = new Set(['dataObjectReference', 'dataStoreReference', 'textAnnotation']);

/** Boundary events stand on their hosts; one without a host stands by itself. */
export function isAttached({ host }: LayoutNode, { nodes }: LayoutScope): boolean {
  return host !== undefined && nodes.some(({ id }) => id === host);
}

export function isBpmn(element: XmlElement): boolean {
  return namespaceOf(element) === bpmnNamespace;
}

export function readScope(element: XmlElement): LayoutScope {
  const children = childElements(element).filter(isBpmn);
  const named = (test: (local: string) => boolean) =>
    children.filter(({ name }) => test(localNameOf(name))).filter(hasId);
  return {
    id: idOf(element),
    nodes: named((local) => nodePattern.test(local)).map(readNode),
    flows: named((local) => local === 'sequenceFlow').map(readFlow),
    lanes: readLanes(children, 'laneSet'),
    artifacts: named((local) => artifactNames.has(local)).map(readNode),
    links: [
      ...named((local) => local === 'association').map(readFlow),
      ...children.flatMap(readDataLinks),
    ],
  };
}

function hasId(element: XmlElement): boolean {
  return idOf(element) !== '';
}

export function idOf(element: XmlElement): string {
  return readAttribute(element, 'id') ?? '';
}

function readNode(element: XmlElement): LayoutNode {
  const local = localNameOf(element.name);
  const isScope = /^(subProcess|transaction|adHocSubProcess)$/.test(local);
  return {
    id: idOf(element),
    local,
    host: withoutPrefix(readAttribute(element, 'attachedToRef')),
    inside: isScope ? readScope(element) : undefined,
  };
}

export function readFlow(element: XmlElement): LayoutFlow {
  return {
    id: idOf(element),
    source: withoutPrefix(readAttribute(element, 'sourceRef')) ?? '',
    target: withoutPrefix(readAttribute(element, 'targetRef')) ?? '',
  };
}

/** References are qualified names; what is in the file is found by its id. */
export function withoutPrefix(reference: string | undefined): string | undefined {
  return reference === undefined ? undefined : localNameOf(reference.trim());
}

function readLanes(children: readonly XmlElement[], container: string): readonly LayoutLane[] {
  return children
    .filter(({ name }) => localNameOf(name) === container)
    .flatMap(childElements)
    .filter((lane) => isBpmn(lane) && localNameOf(lane.name) === 'lane' && hasId(lane))
    .map((lane) => {
      const inner = childElements(lane).filter(isBpmn);
      return {
        id: idOf(lane),
        members: inner
          .filter(({ name }) => localNameOf(name) === 'flowNodeRef')
          .map((reference) => withoutPrefix(readText(reference)) ?? ''),
        inner: readLanes(inner, 'childLaneSet'),
      };
    });
}

/** What an activity reads and writes, as arrows from and to data. */
function readDataLinks(holder: XmlElement): readonly LayoutFlow[] {
  return childElements(holder).flatMap((link) => {
    const local = localNameOf(link.name);
    const isInput = local === 'dataInputAssociation';
    if (!isInput && local !== 'dataOutputAssociation') return [];
    const end = childElements(link).find(
      ({ name }) => localNameOf(name) === (isInput ? 'sourceRef' : 'targetRef'),
    );
    const data = end === undefined ? undefined : withoutPrefix(readText(end));
    if (data === undefined || !hasId(link)) return [];
    const owner = idOf(holder);
    return [{ id: idOf(link), source: isInput ? data : owner, target: isInput ? owner : data }];
  });
}
