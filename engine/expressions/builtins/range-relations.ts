import type { FeelRange } from '../feel-value.js';
import { type FeelValue } from '../feel-value.js';

/** How the ends of two ranges lie: negative, zero or positive as the first's is before, at, after. */
export interface EndOrders {
  readonly first: FeelRange;
  readonly second: FeelRange;
  readonly startToStart: number;
  readonly startToEnd: number;
  readonly endToStart: number;
  readonly endToEnd: number;
}

export type Relation = (orders: EndOrders) => boolean;

type Compare = (left: FeelValue, right: FeelValue) => number | undefined;

/** `undefined` if any two ends have no order. An open end lies beyond everything. */
export function orderEnds(
  first: FeelRange,
  second: FeelRange,
  compare: Compare,
): EndOrders | undefined {
  const startToStart = order(first.start, -1, second.start, -1, compare);
  const startToEnd = order(first.start, -1, second.end, 1, compare);
  const endToStart = order(first.end, 1, second.start, -1, compare);
  const endToEnd = order(first.end, 1, second.end, 1, compare);
  if (startToStart === undefined || startToEnd === undefined) return undefined;
  if (endToStart === undefined || endToEnd === undefined) return undefined;
  return { first, second, startToStart, startToEnd, endToStart, endToEnd };
}

function order(
  left: FeelValue | undefined,
  leftSide: -1 | 1,
  right: FeelValue | undefined,
  rightSide: -1 | 1,
  compare: Compare,
): number | undefined {
  if (left !== undefined && right !== undefined) return compare(left, right);
  if (left === undefined) return right === undefined ? leftSide - rightSide : leftSide;
  return 0 - rightSide;
}

/** The relation with its two ranges exchanged. */
export function inverse(relation: Relation): Relation {
  return (orders) =>
    relation({
      first: orders.second,
      second: orders.first,
      startToStart: 0 - orders.startToStart,
      startToEnd: 0 - orders.endToStart,
      endToStart: 0 - orders.startToEnd,
      endToEnd: 0 - orders.endToEnd,
    });
}

export const isBefore: Relation = ({ first, second, endToStart }) =>
  endToStart < 0 || (endToStart === 0 && !(first.isEndIncluded && second.isStartIncluded));

export const meets: Relation = ({ first, second, endToStart }) =>
  endToStart === 0 && first.isEndIncluded && second.isStartIncluded;

export const overlaps: Relation = (orders) => !isBefore(orders) && !inverse(isBefore)(orders);

/** Starts no later, where an excluded start is later than an included one. */
const startsNoLater: Relation = ({ first, second, startToStart }) =>
  startToStart < 0 || (startToStart === 0 && (first.isStartIncluded || !second.isStartIncluded));

const endsNoEarlier: Relation = ({ first, second, endToEnd }) =>
  endToEnd > 0 || (endToEnd === 0 && (first.isEndIncluded || !second.isEndIncluded));

const endsNoLater = inverse(endsNoEarlier);
const startsNoEarlier = inverse(startsNoLater);

export const overlapsBefore: Relation = (orders) =>
  overlaps(orders) && !startsNoEarlier(orders) && endsNoLater(orders);

export const includes: Relation = (orders) => startsNoLater(orders) && endsNoEarlier(orders);

export const finishes: Relation = (orders) =>
  orders.endToEnd === 0 &&
  orders.first.isEndIncluded === orders.second.isEndIncluded &&
  startsNoEarlier(orders);

export const starts: Relation = (orders) =>
  orders.startToStart === 0 &&
  orders.first.isStartIncluded === orders.second.isStartIncluded &&
  endsNoLater(orders);

export const coincides: Relation = ({ first, second, startToStart, endToEnd }) =>
  startToStart === 0 &&
  endToEnd === 0 &&
  first.isStartIncluded === second.isStartIncluded &&
  first.isEndIncluded === second.isEndIncluded;
