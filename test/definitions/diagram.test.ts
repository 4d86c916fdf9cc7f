import { loadLibrary } from '../../definitions/index.js';
import { parseBpmn } from '../../engine/parser/index.js';
import { readModel, type TailoringModel } from '../../engine/tailoring/index.js';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface DiagramElement {
  readonly $type: string;
  readonly bpmnElement: { readonly id: string };
  readonly bounds?: Box;
  readonly waypoint?: readonly { readonly x: number; readonly y: number }[];
}

interface Drawing {
  readonly name: string;
  readonly model: TailoringModel;
  readonly shapes: ReadonlyMap<string, Box>;
  readonly edges: ReadonlyMap<string, readonly { readonly x: number; readonly y: number }[]>;
}

async function readDrawing(name: string, xml: string): Promise<Drawing> {
  const { definitions } = await parseBpmn(xml);
  const { diagrams } = definitions as unknown as {
    diagrams: { plane: { planeElement: DiagramElement[] } }[];
  };
  const parts = diagrams.flatMap(({ plane }) => plane.planeElement);
  const shapes = parts.flatMap(({ bpmnElement, bounds }) =>
    bounds === undefined ? [] : [[bpmnElement.id, bounds] as const],
  );
  const edges = parts.flatMap(({ bpmnElement, waypoint }) =>
    waypoint === undefined ? [] : [[bpmnElement.id, waypoint] as const],
  );
  return { name, model: readModel(definitions), shapes: new Map(shapes), edges: new Map(edges) };
}

let drawings: readonly Drawing[];

beforeAll(async () => {
  const { processes } = await loadLibrary();
  drawings = await Promise.all(
    processes.flatMap(({ processId, xml, tailored }) => [
      readDrawing(processId, xml),
      ...tailored.map((one) => readDrawing(`${processId} for ${one.name}`, one.xml)),
    ]),
  );
});

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function doOverlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function isOnBorder({ x, y }: { x: number; y: number }, box: Box): boolean {
  const isWithin = x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  const isDeepInside =
    x > box.x + 1 && x < box.x + box.width - 1 && y > box.y + 1 && y < box.y + box.height - 1;
  return isWithin && !isDeepInside;
}

describe('every diagram of the library', () => {
  it('draws each element once, and nothing else', () => {
    for (const { name, model, shapes, edges } of drawings) {
      const elements = Object.values(model.elements).filter(({ type }) => type !== 'process');
      const flows = elements.filter(({ type }) => type === 'sequenceFlow').map(({ id }) => id);
      const nodes = elements.filter(({ type }) => type !== 'sequenceFlow').map(({ id }) => id);
      expect({ name, nodes: [...shapes.keys()].sort(), flows: [...edges.keys()].sort() }).toEqual({
        name,
        nodes: nodes.sort(),
        flows: flows.sort(),
      });
    }
  });

  it('keeps nodes apart, except that a scope surrounds its content', () => {
    for (const { name, model, shapes } of drawings) {
      const nodes = [...shapes].map(([id, box]) => ({ ...model.elements[id], id, box }));
      for (const [index, one] of nodes.entries()) {
        for (const other of nodes.slice(index + 1)) {
          if (one.attachedTo !== undefined || other.attachedTo !== undefined) continue;
          const isNested = one.scope === other.id || other.scope === one.id;
          const overlap = `${name}: ${one.id} and ${other.id}`;
          if (!isNested && doOverlap(one.box, other.box)) throw new RangeError(overlap);
          if (other.scope === one.id) expect(isInside(other.box, one.box)).toBe(true);
        }
      }
    }
  });

  it('lets every flow begin and end at the border of what it connects', () => {
    for (const { name, model, shapes, edges } of drawings) {
      for (const [id, waypoints] of edges) {
        const { source = '', target = '' } = model.elements[id] ?? {};
        const [from, to] = [shapes.get(source), shapes.get(target)];
        const [first, last] = [waypoints[0], waypoints.at(-1)];
        const isDocked =
          from !== undefined &&
          to !== undefined &&
          first !== undefined &&
          last !== undefined &&
          isOnBorder(first, from) &&
          isOnBorder(last, to);
        expect({ name, id, isDocked }).toEqual({ name, id, isDocked: true });
      }
    }
  });

  it('draws flows in right angles', () => {
    for (const { name, edges } of drawings) {
      for (const [id, waypoints] of edges) {
        const isStraight = waypoints.slice(1).every(({ x, y }, index) => {
          return x === waypoints[index]?.x || y === waypoints[index]?.y;
        });
        expect({ name, id, isStraight }).toEqual({ name, id, isStraight: true });
      }
    }
  });
});
