import type { Program, ProgramElement } from '../model/program.js';
import type { Place } from './net.js';
import { elementAt, keepsToken } from './scope-model.js';

/** Gives every flow and every element that keeps a token its place. */
export class NetPlaces {
  readonly places: Place[] = [];
  readonly finals = new Set<number>();
  private readonly ofFlow = new Map<number, number>();
  private readonly ofElement = new Map<number, number>();
  private readonly gathering = new Map<number, number>();

  constructor(
    private readonly program: Program,
    private readonly isEnd: (element: ProgramElement) => boolean,
  ) {}

  add(place: Partial<Place>): number {
    const { flow = -1, element = -1, capacity = 1, live = [] } = place;
    this.places.push({ flow, element, capacity, live });
    return this.places.length - 1;
  }

  /** Where a token is that is on its way to the element, or that the element keeps. */
  flow(index: number): number {
    const target = elementAt(this.program, this.program.flows[index]?.target ?? -1);
    if (target.startQuantity !== undefined) return this.gathered(target, target.startQuantity);
    if (keepsToken(target)) return this.element(target.index);
    const isFinal = this.isEnd(target);
    const live = isFinal ? [target.index] : [];
    const place = known(this.ofFlow, index, () => this.add({ flow: index, live }));
    if (isFinal) this.finals.add(place);
    return place;
  }

  /** What begins here, or is kept here. */
  element(index: number): number {
    return known(this.ofElement, index, () => this.add({ element: index, live: [index] }));
  }

  /** Tokens over any flow wait together until there are enough. */
  gathered(target: ProgramElement, capacity: number): number {
    const flow = target.incoming[0] ?? -1;
    return known(this.gathering, target.index, () => this.add({ flow, capacity }));
  }

  /** -1: no token comes there. */
  find(kind: 'flow' | 'element', index: number): number {
    return (kind === 'flow' ? this.ofFlow : this.ofElement).get(index) ?? -1;
  }
}

function known(table: Map<number, number>, index: number, make: () => number): number {
  const found = table.get(index);
  if (found !== undefined) return found;
  const made = make();
  table.set(index, made);
  return made;
}
