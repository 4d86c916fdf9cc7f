import type { Firing } from './firing.js';
import { type Exit, markingOf, type Mode, type Move, type NetNode } from './net.js';

/** A token on its way to a place, or a join that has begun. */
export type Item =
  { readonly place: number } | { readonly join: readonly Mode[]; readonly element: number };

/** Tokens in the middle of a step: those at rest, and those that move, first in, first out. */
export interface Midway {
  readonly rest: readonly number[];
  readonly queue: readonly Item[];
  /** Inclusive joins that have begun to wait in this step, first come, first asked. */
  readonly waiting: readonly NetNode[];
  readonly live: readonly number[];
  readonly moves: readonly Move[];
}

/** As many tokens on one place in the middle of a step are taken for growth without end. */
const mostOnOnePlace = 4;

export function beginning({ modes, element }: NetNode): Item {
  return { join: modes, element };
}

export function isCrowded(midway: Midway): boolean {
  const counts = new Map<number, number>();
  for (const place of restOf(midway).rest) {
    const count = (counts.get(place) ?? 0) + 1;
    if (count > mostOnOnePlace) return true;
    counts.set(place, count);
  }
  return false;
}

/** As if those on the move had stopped. */
export function restOf(midway: Midway): Midway {
  const places = midway.queue.flatMap((item) => ('place' in item ? [item.place] : []));
  return { ...midway, rest: [...midway.rest, ...places], queue: [] };
}

export function keyOf({ rest, queue, waiting }: Midway): string {
  const items = queue.map((item) =>
    'place' in item ? String(item.place) : `j${item.element}:${producedBy(item.join)}`,
  );
  const order = waiting.map(({ element }) => element).join();
  return `${markingOf(rest)}|${items.join(' ')}|${order}`;
}

function producedBy(modes: readonly Mode[]): string {
  return modes.map(({ produce }) => produce.join()).join(';');
}

export function firingOf(
  node: NetNode,
  { rest, live, moves }: Midway,
  exit?: Exit,
  others: readonly number[] = [],
): Firing {
  const mode: Mode = { produce: [], live, moves };
  if (exit !== undefined) return { node, mode: { ...mode, exit }, next: '', exit, others };
  return { node, mode, next: markingOf(rest), others };
}
