import { FeelRange, type FeelValue, kindOf } from '../feel-value.js';
import { compareValues } from '../operations/ordering.js';
import { type BuiltIn, type BuiltInCall, type BuiltInFamily, form } from './built-in.js';
import { readRange } from './range-notation.js';
import {
  coincides,
  finishes,
  includes,
  inverse,
  isBefore,
  meets,
  overlaps,
  overlapsBefore,
  type Relation,
  orderEnds,
  starts,
} from './range-relations.js';

type Pair = 'points' | 'ranges' | 'point and range' | 'range and point';

type PointOrRange = readonly [name: string, type: 'value' | 'range'];

const parametersOf: Readonly<Record<Pair, readonly [PointOrRange, PointOrRange]>> = {
  points: [
    ['point1', 'value'],
    ['point2', 'value'],
  ],
  ranges: [
    ['range1', 'range'],
    ['range2', 'range'],
  ],
  'point and range': [
    ['point', 'value'],
    ['range', 'range'],
  ],
  'range and point': [
    ['range', 'range'],
    ['point', 'value'],
  ],
};

const anyPair: readonly Pair[] = ['ranges', 'point and range', 'range and point', 'points'];

export const rangeBuiltIns = {
  range: [
    form([['from', 'string']], (call, text) => {
      const range = readRange(text);
      if (range !== undefined) return range;
      return call.fail('badArgument', `Expected the notation of a range but got '${text}'`);
    }),
  ],
  before: relate(anyPair, isBefore),
  after: relate(anyPair, inverse(isBefore)),
  meets: relate(['ranges'], meets),
  'met by': relate(['ranges'], inverse(meets)),
  overlaps: relate(['ranges'], overlaps),
  'overlaps before': relate(['ranges'], overlapsBefore),
  'overlaps after': relate(['ranges'], inverse(overlapsBefore)),
  finishes: relate(['ranges', 'point and range'], finishes),
  'finished by': relate(['ranges', 'range and point'], inverse(finishes)),
  includes: relate(['ranges', 'range and point'], includes),
  during: relate(['ranges', 'point and range'], inverse(includes)),
  starts: relate(['ranges', 'point and range'], starts),
  'started by': relate(['ranges', 'range and point'], inverse(starts)),
  coincides: relate(['ranges', 'points'], coincides),
} satisfies BuiltInFamily;

function relate(pairs: readonly Pair[], relation: Relation): BuiltIn {
  return pairs.map((pair) =>
    form(parametersOf[pair], (call, first, second) => decide(call, relation, first, second)),
  );
}

function decide(
  call: BuiltInCall,
  relation: Relation,
  first: FeelValue,
  second: FeelValue,
): boolean | null {
  const orders = orderEnds(asRange(first), asRange(second), (left, right) =>
    compareValues(left, right, () => call.evaluation.time),
  );
  if (orders !== undefined) return relation(orders);
  const kinds = `a ${kindOf(first)} and a ${kindOf(second)}`;
  return call.fail('badArgument', `Expected two values that have an order but got ${kinds}`);
}

/** A point is the range that holds nothing else. */
function asRange(value: FeelValue): FeelRange {
  return value instanceof FeelRange ? value : new FeelRange(value, value, true, true);
}
