import type { ModelElement } from '../modeler-services.js';

export interface OutlineItem {
  readonly element: ModelElement;
  readonly depth: number;
}

/** An element as it stands on the canvas. */
export interface PlacedElement extends ModelElement {
  readonly x?: number;
  readonly y?: number;
  readonly children?: readonly PlacedElement[];
  readonly host?: PlacedElement;
  readonly incoming?: readonly { readonly source: PlacedElement }[];
  readonly outgoing?: readonly { readonly target: PlacedElement }[];
}

const isListed = (element: PlacedElement): boolean =>
  element.labelTarget === undefined &&
  element.businessObject.$instanceOf?.('bpmn:FlowNode') === true;

const byPlace = (a: PlacedElement, b: PlacedElement): number =>
  (a.x ?? 0) - (b.x ?? 0) || (a.y ?? 0) - (b.y ?? 0);

/** The steps of a scope along the flow, beginning where it begins; what nothing leads to comes last. */
function orderByFlow(
  steps: readonly PlacedElement[],
  eventsOf: (host: PlacedElement) => readonly PlacedElement[],
): PlacedElement[] {
  const waiting = new Set(steps);
  const ordered: PlacedElement[] = [];
  const visit = (step: PlacedElement): void => {
    if (!waiting.delete(step)) return;
    ordered.push(step);
    for (const { target } of step.outgoing ?? []) visit(target);
    for (const event of eventsOf(step))
      for (const { target } of event.outgoing ?? []) visit(target);
  };
  const isBegin = (step: PlacedElement): boolean =>
    (step.incoming ?? []).length === 0 && (step.outgoing ?? []).length > 0;
  const begins = steps.filter(isBegin).sort(byPlace);
  for (const step of [...begins, ...[...steps].sort(byPlace)]) visit(step);
  return ordered;
}

/** The elements of a scope in the order of the flow, boundary events behind their hosts, children below their parents. */
export function listElements(root: PlacedElement, depth = 0): OutlineItem[] {
  const children = (root.children ?? []).filter(isListed);
  const eventsOf = (host: PlacedElement): PlacedElement[] =>
    children.filter((child) => child.host === host).sort(byPlace);
  const steps = orderByFlow(
    children.filter((child) => child.host === undefined),
    eventsOf,
  );
  return steps.flatMap((element) => [
    { element, depth },
    ...eventsOf(element).map((event) => ({ element: event, depth: depth + 1 })),
    ...listElements(element, depth + 1),
  ]);
}
