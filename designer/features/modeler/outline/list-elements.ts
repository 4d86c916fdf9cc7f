import type { ModelElement } from '../modeler-services.js';

export interface OutlineItem {
  readonly element: ModelElement;
  readonly depth: number;
}

interface Placed extends ModelElement {
  readonly x?: number;
  readonly y?: number;
  readonly children?: readonly ModelElement[];
}

const isListed = (element: ModelElement): boolean =>
  element.labelTarget === undefined &&
  element.businessObject.$instanceOf?.('bpmn:FlowNode') === true;

/** From left to right, then down, as a diagram is read. */
function compare(a: Placed, b: Placed): number {
  const rows = Math.round((a.y ?? 0) / 120) - Math.round((b.y ?? 0) / 120);
  return rows !== 0 ? rows : (a.x ?? 0) - (b.x ?? 0);
}

/** The elements of a scope in reading order, boundary events behind their hosts, children below their parents. */
export function listElements(root: ModelElement, depth = 0): OutlineItem[] {
  const children = ((root as Placed).children ?? []).filter(isListed);
  const hosted = children.filter(({ host }) => host !== undefined);
  const ordered = children.filter(({ host }) => host === undefined).sort(compare);
  return ordered.flatMap((element) => [
    { element, depth },
    ...hosted.filter(({ host }) => host === element).map((event) => ({ element: event, depth: depth + 1 })),
    ...listElements(element, depth + 1),
  ]);
}
