import type { ElementInstance, InstanceState } from '../state/instance-state.js';

/** Tokens one step may move before it is taken for a loop without end. */
const basicBound = 10_000;

/**
 * How many tokens one step may move. What a multi-instance repeats moves its tokens beside the common bound, once for
 * each place, and once more when it is compensated: one that is begun again and again by another loop draws on the
 * common bound.
 */
export class TokenBound {
  private allowed = basicBound;
  private moved = 0;
  private readonly counterBefore: number;
  private places: Places | undefined;

  constructor(private readonly state: InstanceState) {
    this.counterBefore = state.counter;
  }

  /** Counts one move; whether it is still within the bound. */
  takeOne(): boolean {
    if (this.moved >= this.allowed) return false;
    this.moved += 1;
    return true;
  }

  /** The moves that one repetition needs. */
  allow(loop: ElementInstance, moves: number): void {
    this.places ??= { hasOwn: new Map(), begun: new Map() };
    if (this.hasPlace(loop, this.places)) this.allowed += moves;
  }

  /** As many loops have a place as the multi-instance around them repeats, one without any around it. */
  private hasPlace(loop: ElementInstance, places: Places): boolean {
    // It was there before this step.
    if (Number(loop.key.slice(1)) <= this.counterBefore) return true;
    const known = places.hasOwn.get(loop.key);
    if (known !== undefined) return known;
    const around = this.loopAround(loop);
    const kind = loop.compensating === undefined ? '' : ' compensated';
    const place = `${around?.key ?? ''} ${loop.element}${kind}`;
    const begun = places.begun.get(place) ?? 0;
    const isFree = begun < (around?.loop?.total ?? 1);
    const hasPlace = isFree && (around === undefined || this.hasPlace(around, places));
    places.begun.set(place, begun + 1);
    places.hasOwn.set(loop.key, hasPlace);
    return hasPlace;
  }

  private loopAround(loop: ElementInstance): ElementInstance | undefined {
    let instance = this.state.instances[loop.scope];
    while (instance !== undefined && instance.loop?.total === undefined) {
      instance = this.state.instances[instance.scope];
    }
    return instance;
  }

  get bound(): number {
    return this.allowed;
  }
}

interface Places {
  /** By the key of a loop. */
  readonly hasOwn: Map<string, boolean>;
  /** How many loops of an element have begun inside the one around them. */
  readonly begun: Map<string, number>;
}
