import { diagramNamespace } from '../namespaces.js';
import {
  childElements,
  localNameOf,
  namespaceOf,
  readAttribute,
  type XmlElement,
} from '../xml/xml-node.js';
import { bottom, type Bounds, type Drawing, route, type Shape } from './drawing.js';
import { drawCollaboration } from './draw-collaboration.js';
import { drawScope } from './draw-scope.js';
import {
  idOf,
  isBpmn,
  type LayoutScope,
  readFlow,
  readScope,
  withoutPrefix,
} from './layout-model.js';
import { DiagramWriter } from './write-diagram.js';

/** What is drawn already, and where. */
interface Drawn {
  readonly planes: readonly XmlElement[];
  /** By the id of the element that is drawn. */
  readonly bounds: ReadonlyMap<string, Bounds>;
  readonly lines: ReadonlySet<string>;
  /** The plane on which something is drawn. */
  readonly planeOf: ReadonlyMap<string, XmlElement>;
}

/** Draws what a model has no drawing information for. What is drawn stays as it is. */
export async function completeDiagram(root: XmlElement): Promise<'made' | 'completed' | undefined> {
  const drawn = readDrawn(root);
  const processes = namedChildren(root, 'process').map(readScope);
  const missing = processes.filter((process) => listMissing(process, drawn).length > 0);
  if (missing.length === 0) return undefined;
  const writer = new DiagramWriter(root);
  const isNew = drawn.bounds.size === 0;
  const [collaboration] = namedChildren(root, 'collaboration');
  const inPools =
    isNew && collaboration !== undefined ? await drawPools(collaboration, processes, writer) : [];
  for (const process of missing) {
    if (inPools.includes(process.id)) continue;
    if (isUndrawn(process, drawn)) writer.addDiagram(process.id, await drawScope(process));
    else await complete(process, drawn, writer);
  }
  return isNew ? 'made' : 'completed';
}

function namedChildren(element: XmlElement, local: string): readonly XmlElement[] {
  return childElements(element).filter(
    (child) => isBpmn(child) && localNameOf(child.name) === local && idOf(child) !== '',
  );
}

function readDrawn(root: XmlElement): Drawn {
  const planes: XmlElement[] = [];
  const bounds = new Map<string, Bounds>();
  const lines = new Set<string>();
  const planeOf = new Map<string, XmlElement>();
  const open = childElements(root).filter((child) => namespaceOf(child) === diagramNamespace);
  const visit = (element: XmlElement, plane: XmlElement | undefined): void => {
    const local = localNameOf(element.name);
    const id = withoutPrefix(readAttribute(element, 'bpmnElement'));
    if (local === 'BPMNPlane') planes.push(element);
    const own = local === 'BPMNPlane' ? element : plane;
    if (local === 'BPMNShape' && id !== undefined) bounds.set(id, readBounds(element));
    if (local === 'BPMNEdge' && id !== undefined) lines.add(id);
    if (id !== undefined && own !== undefined) planeOf.set(id, own);
    childElements(element).forEach((child) => {
      if (namespaceOf(child) === diagramNamespace) visit(child, own);
    });
  };
  open.forEach((diagram) => {
    visit(diagram, undefined);
  });
  return { planes, bounds, lines, planeOf };
}

function readBounds(shape: XmlElement): Bounds {
  const found = childElements(shape).find(({ name }) => localNameOf(name) === 'Bounds');
  const read = (name: string): number => {
    const value = Number(found === undefined ? 0 : (readAttribute(found, name) ?? 0));
    return Number.isFinite(value) ? value : 0;
  };
  return { x: read('x'), y: read('y'), width: read('width'), height: read('height') };
}

/** Nodes and flows of a scope and of all in it that nobody could see. */
function listMissing(scope: LayoutScope, drawn: Drawn): readonly string[] {
  return [
    ...scope.nodes.filter(({ id }) => !drawn.bounds.has(id)).map(({ id }) => id),
    ...scope.flows.filter(({ id }) => !drawn.lines.has(id)).map(({ id }) => id),
    ...scope.nodes.flatMap(({ inside }) =>
      inside === undefined ? [] : listMissing(inside, drawn),
    ),
  ];
}

function isUndrawn(scope: LayoutScope, drawn: Drawn): boolean {
  return (
    scope.nodes.every(({ id }) => !drawn.bounds.has(id)) &&
    scope.flows.every(({ id }) => !drawn.lines.has(id)) &&
    !drawn.planeOf.has(scope.id)
  );
}

async function drawPools(
  collaboration: XmlElement,
  processes: readonly LayoutScope[],
  writer: DiagramWriter,
): Promise<readonly string[]> {
  const pools = namedChildren(collaboration, 'participant').map((participant) => {
    const reference = withoutPrefix(readAttribute(participant, 'processRef'));
    return { id: idOf(participant), process: processes.find(({ id }) => id === reference) };
  });
  const messages = namedChildren(collaboration, 'messageFlow').map(readFlow);
  writer.addDiagram(idOf(collaboration), await drawCollaboration(pools, messages));
  return pools.flatMap(({ process }) => process?.id ?? []);
}

/** Adds what is missing below what is there; the inside of a closed sub-process gets a plane of its own. */
async function complete(scope: LayoutScope, drawn: Drawn, writer: DiagramWriter): Promise<void> {
  const plane = planeFor(scope, drawn);
  if (plane !== undefined) writer.addDrawing(plane, drawMissing(scope, drawn, plane));
  for (const { inside } of scope.nodes) {
    if (inside === undefined || listMissing(inside, drawn).length === 0) continue;
    if (isUndrawn(inside, drawn)) writer.addDiagram(inside.id, await drawScope(inside));
    else await complete(inside, drawn, writer);
  }
}

function planeFor(scope: LayoutScope, drawn: Drawn): XmlElement | undefined {
  const known = scope.nodes.find(({ id }) => drawn.planeOf.has(id))?.id ?? scope.id;
  return drawn.planeOf.get(known) ?? drawn.planes[0];
}

function drawMissing(scope: LayoutScope, drawn: Drawn, plane: XmlElement): Drawing {
  const present = [...drawn.bounds].filter(([id]) => drawn.planeOf.get(id) === plane);
  const low = Math.max(0, ...present.map(([, bounds]) => bottom(bounds)));
  const shapes: Shape[] = scope.nodes
    .filter(({ id }) => !drawn.bounds.has(id))
    .map(({ id }, index) => ({
      id,
      bounds: { x: 100 + index * 160, y: low + 60, width: 100, height: 80 },
    }));
  const bounds = new Map([
    ...drawn.bounds,
    ...shapes.map((shape) => [shape.id, shape.bounds] as const),
  ]);
  const edges = scope.flows.flatMap(({ id, source, target }) => {
    const from = bounds.get(source);
    const to = bounds.get(target);
    if (drawn.lines.has(id) || from === undefined || to === undefined) return [];
    return [{ id, waypoints: route(from, to) }];
  });
  return { shapes, edges };
}
