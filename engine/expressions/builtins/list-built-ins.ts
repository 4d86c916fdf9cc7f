import { toInteger } from '../decimal-number.js';
import type { FeelFunction } from '../feel-value.js';
import { type FeelList, type FeelNumber, type FeelValue, isList } from '../feel-value.js';
import { areEqual } from '../operations/equality.js';
import { compareValues } from '../operations/ordering.js';
import { type BuiltInCall, type BuiltInFamily, form, variadicForm } from './built-in.js';

const oneList = [['list', 'list']] as const;

export const listBuiltIns = {
  'list contains': [
    form(
      [
        ['list', 'list'],
        ['element', 'any'],
      ],
      (call, list, element) => findPosition(call, list, element) >= 0,
    ),
  ],
  count: [form(oneList, (_call, list) => list.length)],
  'is empty': [form(oneList, (_call, list) => list.length === 0)],
  sublist: [
    form(
      [
        ['list', 'list'],
        ['start position', 'number'],
        ['length', 'number?'],
      ],
      takeSublist,
    ),
  ],
  append: [
    form(
      [
        ['list', 'list'],
        ['item', 'any'],
      ],
      (call, list, item) => pay(call, [...list, item]),
    ),
    variadicForm(['item', 'any'], (call, [list = null, ...items]) => {
      if (list === null) return call.fail('badArgument', 'Expected a list but got null');
      return pay(call, [...(isList(list) ? list : [list]), ...items]);
    }),
  ],
  concatenate: [variadicForm(['list', 'list'], (call, lists) => pay(call, lists.flat()))],
  union: [variadicForm(['list', 'list'], (call, lists) => distinct(call, lists.flat()))],
  'distinct values': [form(oneList, distinct)],
  'duplicate values': [form(oneList, duplicates)],
  'insert before': [
    form(
      [
        ['list', 'list'],
        ['position', 'number'],
        ['newItem', 'any'],
      ],
      (call, list, position, item) => spliceAt(call, list, position, 0, [item]),
    ),
  ],
  remove: [
    form(
      [
        ['list', 'list'],
        ['position', 'number'],
      ],
      (call, list, position) => spliceAt(call, list, position, 1, []),
    ),
  ],
  'list replace': [
    form(
      [
        ['list', 'list'],
        ['position', 'number'],
        ['newItem', 'any'],
      ],
      (call, list, position, item) => spliceAt(call, list, position, 1, [item]),
    ),
    form(
      [
        ['list', 'list'],
        ['match', 'function'],
        ['newItem', 'any'],
      ],
      replaceMatching,
    ),
  ],
  reverse: [form(oneList, (call, list) => pay(call, [...list].reverse()))],
  'index of': [
    form(
      [
        ['list', 'list'],
        ['match', 'any'],
      ],
      (call, list, match) => {
        call.spend(list.length);
        return list.flatMap((item, index) => (isSame(call, item, match) ? [index + 1] : []));
      },
    ),
  ],
  flatten: [form(oneList, (call, list) => flatten(call, list, 0))],
  sort: [
    form(oneList, (call, list) => sort(call, list, (left, right) => precedes(call, left, right))),
    form(
      [
        ['list', 'list'],
        ['precedes', 'function'],
      ],
      (call, list, order) =>
        sort(call, list, (left, right) => askFunction(call, order, [left, right])),
    ),
  ],
} satisfies BuiltInFamily;

function pay(call: BuiltInCall, list: FeelList): FeelList {
  call.spend(list.length);
  return list;
}

function isSame(call: BuiltInCall, left: FeelValue, right: FeelValue): boolean {
  return areEqual(left, right, call.evaluation, call.span);
}

function findPosition(call: BuiltInCall, list: FeelList, element: FeelValue): number {
  call.spend(list.length);
  return list.findIndex((item) => isSame(call, item, element));
}

function distinct(call: BuiltInCall, list: FeelList): FeelList {
  const kept: FeelValue[] = [];
  for (const item of list) if (findPosition(call, kept, item) < 0) kept.push(item);
  return pay(call, kept);
}

function duplicates(call: BuiltInCall, list: FeelList): FeelList {
  const repeated = list.filter((item, index) => findPosition(call, list, item) < index);
  return distinct(call, repeated);
}

/** Positions count from 1, or from the end with -1. */
function readPosition(call: BuiltInCall, list: FeelList, position: FeelNumber): number | null {
  const whole = toInteger(position);
  const isWithin = whole !== undefined && whole !== 0 && Math.abs(whole) <= list.length;
  if (isWithin) return whole > 0 ? whole - 1 : list.length + whole;
  const expected = `Expected a position from 1 or -1 within a list of ${list.length}`;
  return call.fail('badArgument', `${expected} but got ${String(whole ?? 'a fraction')}`);
}

function spliceAt(
  call: BuiltInCall,
  list: FeelList,
  position: FeelNumber,
  removed: number,
  inserted: FeelList,
): FeelList | null {
  const index = readPosition(call, list, position);
  if (index === null) return null;
  return pay(call, [...list.slice(0, index), ...inserted, ...list.slice(index + removed)]);
}

function takeSublist(
  call: BuiltInCall,
  list: FeelList,
  start: FeelNumber,
  length: FeelNumber | null,
): FeelValue {
  const index = readPosition(call, list, start);
  if (index === null) return null;
  const count = length === null ? list.length - index : toInteger(length);
  if (count === undefined || count < 1 || index + count > list.length) {
    return call.fail('badArgument', 'Expected a length from 1 that ends within the list');
  }
  return pay(call, list.slice(index, index + count));
}

function replaceMatching(
  call: BuiltInCall,
  list: FeelList,
  match: FeelFunction,
  newItem: FeelValue,
): FeelValue {
  const verdicts = list.map((item) => askFunction(call, match, [item, newItem]));
  if (verdicts.includes(null)) return null;
  return pay(
    call,
    list.map((item, index) => (verdicts[index] === true ? newItem : item)),
  );
}

const maximumDepth = 200;

function flatten(call: BuiltInCall, list: FeelList, depth: number): FeelList {
  if (depth > maximumDepth) call.evaluation.endForDepth(call.span);
  call.spend(list.length);
  return list.flatMap((item) => (isList(item) ? flatten(call, item, depth + 1) : [item]));
}

type Precedes = (left: FeelValue, right: FeelValue) => boolean | null;

function precedes(call: BuiltInCall, left: FeelValue, right: FeelValue): boolean | null {
  const order = compareValues(left, right, () => call.evaluation.time);
  if (order !== undefined) return order < 0;
  return call.fail('badArgument', "Expected items that have an order for 'sort'");
}

function askFunction(call: BuiltInCall, asked: FeelFunction, args: FeelList): boolean | null {
  const answer = asked.invoke(args, call.evaluation, call.span);
  if (typeof answer === 'boolean') return answer;
  return call.fail('badArgument', 'Expected the function to answer true or false');
}

/** Merges sorted halves: stable, and the same on every host whatever the function answers. */
function sort(call: BuiltInCall, list: FeelList, isBefore: Precedes): FeelList | null {
  if (list.length < 2) return list;
  const middle = Math.floor(list.length / 2);
  const left = sort(call, list.slice(0, middle), isBefore);
  const right = sort(call, list.slice(middle), isBefore);
  if (left === null || right === null) return null;
  return merge(call, left, right, isBefore);
}

function merge(
  call: BuiltInCall,
  left: FeelList,
  right: FeelList,
  isBefore: Precedes,
): FeelList | null {
  call.spend(left.length + right.length);
  const merged: FeelValue[] = [];
  let [taken, other] = [0, 0];
  while (taken < left.length && other < right.length) {
    const isRightFirst = isBefore(right[other] ?? null, left[taken] ?? null);
    if (isRightFirst === null) return null;
    if (isRightFirst) merged.push(right[other++] ?? null);
    else merged.push(left[taken++] ?? null);
  }
  return [...merged, ...left.slice(taken), ...right.slice(other)];
}
