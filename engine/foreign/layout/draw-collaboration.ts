import {
  type Bounds,
  type Drawing,
  type Edge,
  moveDrawing,
  routeAcross,
  type Shape,
} from './drawing.js';
import { drawScope } from './draw-scope.js';
import type { LayoutFlow, LayoutScope } from './layout-model.js';

export interface LayoutPool {
  readonly id: string;
  /** Left out if nothing is known of its inside. */
  readonly process: LayoutScope | undefined;
}

const header = 30;
const space = 60;
const emptyHeight = 60;

/** Pools below one another, each with its process, and the messages between them. */
export async function drawCollaboration(
  pools: readonly LayoutPool[],
  messages: readonly LayoutFlow[],
): Promise<Drawing> {
  const inside = await drawInside(pools);
  const width = Math.max(600, ...inside.map((drawing) => (drawing?.width ?? 0) + header));
  const shapes: Shape[] = [];
  const edges: Edge[] = [];
  let y = 0;
  pools.forEach((pool, index) => {
    const drawing = inside[index];
    const height = drawing?.height ?? emptyHeight;
    shapes.push({ id: pool.id, bounds: { x: 0, y, width, height }, isHorizontal: true });
    if (drawing !== undefined) {
      const lanes = new Set(pool.process?.lanes.map(({ id }) => id));
      const moved = moveDrawing(drawing, { x: header, y });
      shapes.push(...moved.shapes.map((shape) => widen(shape, lanes, width)));
      edges.push(...moved.edges);
    }
    y += height + space;
  });
  const bounds = new Map(shapes.map((shape) => [shape.id, shape.bounds]));
  return { shapes, edges: [...edges, ...drawMessages(messages, bounds)] };
}

async function drawInside(pools: readonly LayoutPool[]) {
  const drawings = [];
  for (const { process } of pools)
    drawings.push(process === undefined ? undefined : await drawScope(process));
  return drawings;
}

/** Lanes reach to the end of their pool. */
function widen(shape: Shape, lanes: ReadonlySet<string>, width: number): Shape {
  if (!lanes.has(shape.id) && shape.isHorizontal !== true) return shape;
  const { bounds } = shape;
  return { ...shape, bounds: { ...bounds, width: width - bounds.x } };
}

function drawMessages(
  messages: readonly LayoutFlow[],
  bounds: ReadonlyMap<string, Bounds>,
): readonly Edge[] {
  return messages.flatMap(({ id, source, target }) => {
    const from = bounds.get(source);
    const to = bounds.get(target);
    return from === undefined || to === undefined ? [] : [{ id, waypoints: routeAcross(from, to) }];
  });
}
