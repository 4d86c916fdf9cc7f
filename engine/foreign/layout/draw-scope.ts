import {
  type Bounds,
  bottom,
  type Drawing,
  type Edge,
  moveDrawing,
  route,
  routeStraight,
  type Shape,
} from './drawing.js';
import { isAttached, type LayoutLane, type LayoutNode, type LayoutScope } from './layout-model.js';
import { type Cell, placeCells } from './place-cells.js';

export interface ScopeDrawing extends Drawing {
  readonly width: number;
  readonly height: number;
}

const gap = { x: 60, y: 50 };
const header = 30;

interface Placed {
  readonly node: LayoutNode;
  readonly cell: Cell;
  readonly width: number;
  readonly height: number;
  readonly inside: ScopeDrawing | undefined;
}

/** Draws a scope with its upper left corner at the origin; sub-processes are open. */
export async function drawScope(scope: LayoutScope): Promise<ScopeDrawing> {
  const cells = withLanes(await placeCells(scope), scope.lanes);
  const placed: Placed[] = [];
  for (const node of scope.nodes) {
    const cell = cells.cells.get(node.id);
    if (cell === undefined || isAttached(node, scope)) continue;
    const inside = node.inside === undefined ? undefined : await drawScope(node.inside);
    placed.push({ node, cell, ...sizeOf(node, inside), inside });
  }
  const indent = header * depthOf(scope.lanes);
  const columns = offsets(
    placed,
    ({ cell }) => cell.column,
    ({ width }) => width,
    gap.x,
    indent,
  );
  const rows = offsets(
    placed,
    ({ cell }) => cell.row,
    ({ height }) => height,
    gap.y,
    0,
    cells.rows,
  );
  const shapes = placed.map((each) => shapeOf(each, columns, rows));
  const bounds = new Map(shapes.map((shape) => [shape.id, shape.bounds]));
  const border = placeBoundary(scope, bounds);
  const width = Math.max(columns.end, 150 + indent);
  const artifacts = placeArtifacts(scope, rows.end, indent, bounds);
  const height = Math.max(artifacts.end, 120);
  const inner = placed.flatMap(({ node, inside }) => insideOf(node, inside, bounds));
  return {
    width,
    height,
    shapes: [
      ...drawLanes(scope.lanes, cells.bands, rows, width, 0).shapes,
      ...shapes,
      ...inner.flatMap((drawing) => drawing.shapes),
      ...border,
      ...artifacts.shapes,
    ],
    edges: [...drawEdges(scope, bounds), ...inner.flatMap((drawing) => drawing.edges)],
  };
}

function sizeOf(
  { local }: LayoutNode,
  inside: ScopeDrawing | undefined,
): { readonly width: number; readonly height: number } {
  if (inside !== undefined) return { width: inside.width + 20, height: inside.height + 40 };
  if (local.endsWith('Event')) return { width: 36, height: 36 };
  return local.endsWith('Gateway') ? { width: 50, height: 50 } : { width: 100, height: 80 };
}

interface Offsets {
  readonly starts: readonly number[];
  readonly sizes: readonly number[];
  readonly end: number;
}

/** Where each column or row begins: it is as large as the largest in it. */
function offsets(
  placed: readonly Placed[],
  indexOf: (each: Placed) => number,
  lengthOf: (each: Placed) => number,
  space: number,
  from: number,
  minimum = 0,
): Offsets {
  const sizes: number[] = new Array<number>(minimum).fill(80);
  for (const each of placed) {
    const index = indexOf(each);
    while (sizes.length <= index) sizes.push(0);
    sizes[index] = Math.max(sizes[index] ?? 0, lengthOf(each));
  }
  const starts: number[] = [];
  let position = from + space / 2;
  for (const size of sizes) {
    starts.push(position);
    position += size + (size === 0 ? 0 : space);
  }
  return { starts, sizes, end: position + space / 2 };
}

function shapeOf({ node, cell, width, height }: Placed, columns: Offsets, rows: Offsets): Shape {
  const middle = ({ starts, sizes }: Offsets, index: number, length: number): number =>
    Math.round((starts[index] ?? 0) + ((sizes[index] ?? 0) - length) / 2);
  const bounds = {
    x: middle(columns, cell.column, width),
    y: middle(rows, cell.row, height),
    width,
    height,
  };
  return { id: node.id, bounds, ...(node.inside === undefined ? {} : { isExpanded: true }) };
}

function insideOf(
  { id }: LayoutNode,
  inside: ScopeDrawing | undefined,
  bounds: ReadonlyMap<string, Bounds>,
): readonly Drawing[] {
  const around = bounds.get(id);
  if (inside === undefined || around === undefined) return [];
  return [moveDrawing(inside, { x: around.x + 10, y: around.y + 25 })];
}

/** On the lower border of their hosts, side by side. */
function placeBoundary(scope: LayoutScope, bounds: Map<string, Bounds>): readonly Shape[] {
  const counts = new Map<string, number>();
  return scope.nodes.flatMap(({ id, host }): Shape[] => {
    const around = host === undefined ? undefined : bounds.get(host);
    if (host === undefined || around === undefined) return [];
    const count = counts.get(host) ?? 0;
    counts.set(host, count + 1);
    const x = around.x + around.width - 28 - count * 42;
    const own = { x, y: bottom(around) - 18, width: 36, height: 36 };
    bounds.set(id, own);
    return [{ id, bounds: own }];
  });
}

const artifactSizes: Readonly<Record<string, { width: number; height: number }>> = {
  dataObjectReference: { width: 36, height: 50 },
  dataStoreReference: { width: 50, height: 50 },
  textAnnotation: { width: 140, height: 40 },
};

/** In a row below everything else. */
function placeArtifacts(
  { artifacts }: LayoutScope,
  from: number,
  indent: number,
  bounds: Map<string, Bounds>,
): { readonly shapes: readonly Shape[]; readonly end: number } {
  let x = indent + gap.x / 2;
  const shapes = artifacts.map(({ id, local }) => {
    const size = artifactSizes[local] ?? { width: 36, height: 50 };
    const own = { x, y: from, ...size };
    x += size.width + gap.x;
    bounds.set(id, own);
    return { id, bounds: own };
  });
  return { shapes, end: shapes.length === 0 ? from : from + 50 + gap.y };
}

function drawEdges(scope: LayoutScope, bounds: ReadonlyMap<string, Bounds>): readonly Edge[] {
  const border = new Set(scope.nodes.filter(({ host }) => host !== undefined).map(({ id }) => id));
  const draw = (
    lines: readonly { id: string; source: string; target: string }[],
    isLink: boolean,
  ): Edge[] =>
    lines.flatMap(({ id, source, target }) => {
      const from = bounds.get(source);
      const to = bounds.get(target);
      if (from === undefined || to === undefined) return [];
      const waypoints = isLink ? routeStraight(from, to) : route(from, to, border.has(source));
      return [{ id, waypoints }];
    });
  return [...draw(scope.flows, false), ...draw(scope.links, true)];
}

/** The rows of a lane, from the first to the last. */
interface Band {
  readonly from: number;
  readonly to: number;
}

interface LanePlacing {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly bands: ReadonlyMap<string, Band>;
  readonly rows: number;
}

/** Each lane gets rows of its own, in which its nodes stand in the order of the rows that they had. */
function withLanes(cells: ReadonlyMap<string, Cell>, lanes: readonly LayoutLane[]): LanePlacing {
  if (lanes.length === 0) return { cells, bands: new Map(), rows: 0 };
  const moved = new Map<string, Cell>();
  const bands = new Map<string, Band>();
  let next = 0;
  const settle = (ids: readonly string[]): void => {
    const own = ids.flatMap((id) => {
      const cell = moved.has(id) ? undefined : cells.get(id);
      return cell === undefined ? [] : [{ id, cell }];
    });
    const rows = [...new Set(own.map(({ cell }) => cell.row))].sort((one, other) => one - other);
    for (const { id, cell } of own)
      moved.set(id, { column: cell.column, row: next + rows.indexOf(cell.row) });
    next += Math.max(rows.length, 1);
  };
  for (const lane of listLeaves(lanes)) {
    const from = next;
    settle(lane.members);
    bands.set(lane.id, { from, to: next - 1 });
  }
  const loose = [...cells.keys()].filter((id) => !moved.has(id));
  if (loose.length > 0) settle(loose);
  return { cells: moved, bands, rows: next };
}

function listLeaves(lanes: readonly LayoutLane[]): readonly LayoutLane[] {
  return lanes.flatMap((lane) => (lane.inner.length === 0 ? [lane] : listLeaves(lane.inner)));
}

function depthOf(lanes: readonly LayoutLane[]): number {
  return lanes.length === 0 ? 0 : 1 + Math.max(...lanes.map(({ inner }) => depthOf(inner)));
}

function drawLanes(
  lanes: readonly LayoutLane[],
  bands: ReadonlyMap<string, Band>,
  { starts, sizes, end }: Offsets,
  width: number,
  x: number,
): { readonly shapes: readonly Shape[]; readonly bounds: readonly Bounds[] } {
  const top = (row: number): number =>
    row === 0
      ? 0
      : row < starts.length
        ? Math.round((starts[row] ?? 0) - gap.y / 2)
        : Math.round(end);
  const drawn = lanes.map((lane) => {
    const inner = drawLanes(lane.inner, bands, { starts, sizes, end }, width, x + header);
    const band = bands.get(lane.id);
    const y = band === undefined ? Math.min(...inner.bounds.map((each) => each.y)) : top(band.from);
    const low = band === undefined ? Math.max(...inner.bounds.map(bottom)) : top(band.to + 1);
    const bounds = { x, y, width: width - x, height: low - y };
    const shapes: Shape[] = [{ id: lane.id, bounds, isHorizontal: true }, ...inner.shapes];
    return { shapes, bounds };
  });
  return {
    shapes: drawn.flatMap(({ shapes }) => shapes),
    bounds: drawn.map(({ bounds }) => bounds),
  };
}
