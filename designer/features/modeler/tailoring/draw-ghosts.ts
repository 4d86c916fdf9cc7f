import type BpmnModeler from 'bpmn-js/lib/Modeler';

const SVG = 'http://www.w3.org/2000/svg';

interface LayeredCanvas {
  getLayer(name: string, index: number): SVGElement;
}

interface Ghost {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const readNumber = (element: Element, attribute: string): number =>
  Number(element.getAttribute(attribute) ?? '0');

/** Where the dropped elements stood in the standard; flows have no place of their own. */
function findGhosts(baseXml: string, droppedIds: readonly string[]): Ghost[] {
  const document = new DOMParser().parseFromString(baseXml, 'application/xml');
  const shapes = [...document.getElementsByTagNameNS('*', 'BPMNShape')];
  return droppedIds.flatMap((id) => {
    const bounds = shapes
      .find((shape) => shape.getAttribute('bpmnElement') === id)
      ?.getElementsByTagNameNS('*', 'Bounds')[0];
    if (bounds === undefined) return [];
    const name = document.querySelector(`[id="${CSS.escape(id)}"]`)?.getAttribute('name') ?? id;
    const [x, y] = [readNumber(bounds, 'x'), readNumber(bounds, 'y')];
    return [
      { name, x, y, width: readNumber(bounds, 'width'), height: readNumber(bounds, 'height') },
    ];
  });
}

function createNode(type: string, attributes: Record<string, string | number>): SVGElement {
  const node = document.createElementNS(SVG, type);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
}

/** Draws a dashed outline where a step of the standard was dropped; the answer takes them away again. */
export function drawGhosts(
  modeler: BpmnModeler,
  baseXml: string,
  droppedIds: readonly string[],
  describe: (name: string) => string,
): () => void {
  const layer = modeler.get<LayeredCanvas>('canvas').getLayer('lem-ghosts', -1);
  const nodes = findGhosts(baseXml, droppedIds).map(({ name, x, y, width, height }) => {
    const group = createNode('g', { class: 'lem-ghost' });
    const label = createNode('text', {
      x: x + width / 2,
      y: y + height + 13,
      'text-anchor': 'middle',
    });
    label.textContent = describe(name);
    group.append(createNode('rect', { x, y, width, height, rx: 10 }), label);
    layer.append(group);
    return group;
  });
  return () => nodes.forEach((node) => node.remove());
}
