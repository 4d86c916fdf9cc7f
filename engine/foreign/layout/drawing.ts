export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Shape {
  readonly id: string;
  readonly bounds: Bounds;
  readonly isExpanded?: boolean;
  /** Of pools and lanes. */
  readonly isHorizontal?: boolean;
}

export interface Edge {
  readonly id: string;
  readonly waypoints: readonly Point[];
}

/** What stands on one plane. */
export interface Drawing {
  readonly shapes: readonly Shape[];
  readonly edges: readonly Edge[];
}

export function move({ x, y, width, height }: Bounds, by: Point): Bounds {
  return { x: x + by.x, y: y + by.y, width, height };
}

export function moveDrawing({ shapes, edges }: Drawing, by: Point): Drawing {
  return {
    shapes: shapes.map((shape) => ({ ...shape, bounds: move(shape.bounds, by) })),
    edges: edges.map(({ id, waypoints }) => ({
      id,
      waypoints: waypoints.map(({ x, y }) => ({ x: x + by.x, y: y + by.y })),
    })),
  };
}

function right({ x, width }: Bounds): number {
  return x + width;
}

export function bottom({ y, height }: Bounds): number {
  return y + height;
}

function center({ x, y, width, height }: Bounds): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** A line with right angles from one element to another; to the right through the gap before the target. */
export function route(source: Bounds, target: Bounds, isFromBorder = false): readonly Point[] {
  const from = center(source);
  const to = center(target);
  if (isFromBorder) return routeDown(source, target);
  if (target.x >= right(source)) {
    const start = { x: right(source), y: from.y };
    const end = { x: target.x, y: to.y };
    const turn = target.x - 20;
    if (start.y === end.y) return [start, end];
    return [start, { x: turn, y: start.y }, { x: turn, y: end.y }, end];
  }
  if (from.x === to.x && source !== target) {
    const isBelow = target.y > source.y;
    return [
      { x: from.x, y: isBelow ? bottom(source) : source.y },
      { x: to.x, y: isBelow ? target.y : bottom(target) },
    ];
  }
  return routeDown(source, target);
}

/** Out at the bottom and back into the bottom of the target, below both of them. */
function routeDown(source: Bounds, target: Bounds): readonly Point[] {
  const from = { x: center(source).x, y: bottom(source) };
  const to = center(target);
  if (target.x > from.x && to.y > from.y)
    return [from, { x: from.x, y: to.y }, { x: target.x, y: to.y }];
  const low = Math.max(from.y, bottom(target)) + 20;
  return [from, { x: from.x, y: low }, { x: to.x, y: low }, { x: to.x, y: bottom(target) }];
}

/** Between pools, up or down. */
export function routeAcross(source: Bounds, target: Bounds): readonly Point[] {
  const isDown = target.y >= bottom(source);
  const start = { x: center(source).x, y: isDown ? bottom(source) : source.y };
  const inside = start.x > target.x && start.x < right(target);
  const end = {
    x: target.width > 300 && inside ? start.x : center(target).x,
    y: isDown ? target.y : bottom(target),
  };
  if (start.x === end.x) return [start, end];
  const middle = Math.round((start.y + end.y) / 2);
  return [start, { x: start.x, y: middle }, { x: end.x, y: middle }, end];
}

/** Straight, for what only belongs together. */
export function routeStraight(source: Bounds, target: Bounds): readonly Point[] {
  const isDown = target.y >= bottom(source);
  return [
    { x: center(source).x, y: isDown ? bottom(source) : source.y },
    { x: center(target).x, y: isDown ? target.y : bottom(target) },
  ];
}
