import {
  listElements,
  type PlacedElement,
} from '../../../../designer/features/modeler/outline/list-elements.js';

type Flow = readonly [string, string];
type Part = Partial<Omit<PlacedElement, 'incoming' | 'outgoing'>>;

/** A scope as the canvas holds it: steps in any order, joined by flows. */
function draw(parts: Record<string, Part>, flows: readonly Flow[]): PlacedElement {
  const incoming = new Map<string, { source: PlacedElement }[]>();
  const outgoing = new Map<string, { target: PlacedElement }[]>();
  const steps = Object.entries(parts).map(([id, part]): [string, PlacedElement] => {
    incoming.set(id, []);
    outgoing.set(id, []);
    const businessObject = {
      $type: 'bpmn:Task',
      $instanceOf: (type: string) => type === 'bpmn:FlowNode',
      get: () => undefined,
    };
    const lists = { incoming: incoming.get(id) ?? [], outgoing: outgoing.get(id) ?? [] };
    return [id, { id, type: 'bpmn:Task', businessObject, ...lists, ...part }];
  });
  const byId = new Map(steps);
  for (const [from, to] of flows) {
    const [source, target] = [byId.get(from), byId.get(to)];
    if (source === undefined || target === undefined) continue;
    outgoing.get(from)?.push({ target });
    incoming.get(to)?.push({ source });
  }
  return {
    id: 'root',
    type: 'bpmn:Process',
    businessObject: { $type: '', get: () => undefined },
    children: [...byId.values()],
  };
}

const outline = (root: PlacedElement): [string, number][] =>
  listElements(root).map(({ element, depth }) => [element.id, depth]);

describe('listElements', () => {
  it('follows the flow from where it begins, not the place on the canvas', () => {
    // given
    const root = draw({ end: { x: 0, y: 0 }, begin: { x: 900, y: 90 }, middle: { x: 400 } }, [
      ['begin', 'middle'],
      ['middle', 'end'],
    ]);

    // then
    expect(outline(root)).toEqual([
      ['begin', 0],
      ['middle', 0],
      ['end', 0],
    ]);
  });

  it('ends although the flow goes round', () => {
    // given
    const root = draw({ a: {}, b: {}, c: {} }, [
      ['a', 'b'],
      ['b', 'a'],
      ['b', 'c'],
    ]);

    // then
    expect(outline(root).map(([id]) => id)).toEqual(['a', 'b', 'c']);
  });

  it('puts boundary events below their host and children below their parent', () => {
    // given
    const inner = draw({ inside: {} }, []);
    const root = draw({ work: {}, part: { children: inner.children ?? [], x: 9 } }, [
      ['work', 'part'],
    ]);
    const [host] = root.children ?? [];
    const timer = draw({ timer: {} }, []).children?.[0];
    if (host === undefined || timer === undefined) throw new TypeError('Expected both to be drawn');
    const withEvent = { ...root, children: [...(root.children ?? []), { ...timer, host }] };

    // then
    expect(outline(withEvent)).toEqual([
      ['work', 0],
      ['timer', 1],
      ['part', 0],
      ['inside', 1],
    ]);
  });
});
