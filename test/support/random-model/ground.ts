import { type Attributes, type DefinitionsWriter, tag } from '../process-builder-xml.js';

/** A piece of a model with one way in and one way out, and what is inside it. Plain data, so that it shrinks. */
export interface Block {
  readonly piece: string;
  /** Chooses among the forms of the piece; any number will do. */
  readonly variant: number;
  readonly inner: readonly Block[];
}

export interface Ends {
  readonly first: string;
  readonly last: string;
}

/** Puts the parts of a scope into the order in which they are written. */
export type Order = <Item>(items: readonly Item[]) => Item[];

export interface FlowOptions {
  readonly id?: string;
  readonly condition?: string;
}

/** How a block becomes elements of the scope that it stands in. */
export type Lay = (ground: Ground, block: Block) => Ends;

/** What all scopes of a model share. */
export interface Site {
  readonly definitions: DefinitionsWriter;
  readonly order: Order;
  readonly layBlock: Lay;
  /** Processes and global tasks that are called, still to be written. */
  readonly called: (() => string)[];
  count: number;
}

/** One scope in which elements are laid; ids are given at once, the order in which they are written later. */
export class Ground {
  private readonly parts: string[] = [];

  constructor(readonly site: Site) {}

  /** An id that is a name in FEEL too. */
  newId(name: string): string {
    this.site.count += 1;
    return `${name}${this.site.count}`;
  }

  lay(block: Block): Ends {
    return this.site.layBlock(this, block);
  }

  /** The first of the inner blocks, or a task if there is none. */
  layInner({ inner }: Block): Ends {
    return this.lay(inner[0] ?? { piece: 'task', variant: 0, inner: [] });
  }

  /** Elements and whatever else stands beside them. */
  add(...parts: readonly string[]): void {
    this.parts.push(...parts);
  }

  node(
    type: string,
    id: string,
    content: readonly string[] = [],
    attributes: Attributes = {},
  ): Ends {
    this.add(tag(`bpmn:${type}`, { id, ...attributes }, content));
    return { first: id, last: id };
  }

  flow(sourceRef: string, targetRef: string, { id, condition }: FlowOptions = {}): void {
    const ends = { id: id ?? this.newId('flow'), sourceRef, targetRef };
    const content =
      condition === undefined ? [] : [tag('bpmn:conditionExpression', {}, [], condition)];
    this.add(tag('bpmn:sequenceFlow', ends, content));
  }

  /** Flows from each to the next; those of a piece lead in at its first and out at its last element. */
  path(...stops: readonly (string | Ends)[]): Ends {
    const ends = stops.map((stop) => (typeof stop === 'string' ? toEnds(stop) : stop));
    ends.slice(1).forEach(({ first }, index) => {
      this.flow(ends[index]?.last ?? '', first);
    });
    return { first: ends[0]?.first ?? '', last: ends.at(-1)?.last ?? '' };
  }

  /** What stands in a scope inside this one. */
  scope(fill: (inner: Ground) => void): readonly string[] {
    const inner = new Ground(this.site);
    fill(inner);
    return this.site.order(inner.parts);
  }

  /** A scope that goes from a start event over the stops to an end event. */
  closedScope(fill: (inner: Ground) => readonly (string | Ends)[]): readonly string[] {
    return this.scope((inner) => {
      const [start, end] = [inner.newId('start'), inner.newId('end')];
      inner.node('startEvent', start);
      inner.node('endEvent', end);
      inner.path(start, ...fill(inner), end);
    });
  }

  /** Another process; gives its id. */
  process(fill: (inner: Ground) => readonly (string | Ends)[]): string {
    const id = this.newId('called');
    this.site.called.push(() =>
      tag('bpmn:process', { id, isExecutable: 'true' }, this.closedScope(fill)),
    );
    return id;
  }

  user(name: string): Ends {
    return this.node('userTask', this.newId(name), assigned);
  }
}

function toEnds(id: string): Ends {
  return { first: id, last: id };
}

export const assigned: readonly string[] = [
  tag('bpmn:extensionElements', {}, [tag('lemniscate:assignment', { candidateRoles: 'agent' })]),
];

/** Variables of an element's own. */
export function withInputs(inputs: Readonly<Record<string, string>>): string {
  const tags = Object.entries(inputs).map(([target, source]) =>
    tag('lemniscate:input', { target, source: `=${source}` }),
  );
  return tag('bpmn:extensionElements', {}, [tag('lemniscate:io', {}, tags)]);
}

/** One of several forms. */
export function pick<Item>(items: readonly [Item, ...Item[]], variant: number): Item {
  return items[variant % items.length] ?? items[0];
}
