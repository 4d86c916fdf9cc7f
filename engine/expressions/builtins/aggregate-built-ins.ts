import { add, divide, multiply, squareRoot, subtract } from '../decimal-number.js';
import {
  type FeelList,
  type FeelNumber,
  type FeelValue,
  isDuration,
  isNumber,
} from '../feel-value.js';
import { arithmetic, failOutOfRange } from '../operations/arithmetic.js';
import { areEqual } from '../operations/equality.js';
import { compareNumbers } from '../decimal-number.js';
import { compareValues } from '../operations/ordering.js';
import { type BuiltInCall, type BuiltInFamily, listOrItems } from './built-in.js';

export const aggregateBuiltIns = {
  min: listOrItems((call, list) => findExtreme(call, list, -1)),
  max: listOrItems((call, list) => findExtreme(call, list, 1)),
  sum: listOrItems(sum),
  product: listOrItems((call, list) => reduceNumbers(call, list, multiply)),
  mean: listOrItems(mean),
  median: listOrItems(median),
  stddev: listOrItems(standardDeviation),
  mode: listOrItems(mode),
  all: listOrItems((call, list) => decide(call, list, false)),
  any: listOrItems((call, list) => decide(call, list, true)),
} satisfies BuiltInFamily;

/** The least (-1) or greatest (1) item; null of an empty list. */
function findExtreme(call: BuiltInCall, list: FeelList, direction: -1 | 1): FeelValue {
  let [extreme = null] = list;
  for (const item of list) {
    const order = compareValues(item, extreme, () => call.evaluation.time);
    if (order === undefined) {
      return call.fail('badArgument', 'Expected items that have an order');
    }
    if (order * direction > 0) extreme = item;
  }
  return extreme;
}

/** Numbers, or durations of one kind; null of an empty list. */
function sum(call: BuiltInCall, list: FeelList): FeelValue {
  const [first, ...rest] = list;
  if (first === undefined) return null;
  return rest.reduce<FeelValue>(
    (total, item) => (total === null ? null : addItem(call, total, item)),
    isNumber(first) || isDuration(first) ? first : failNumbers(call),
  );
}

function addItem(call: BuiltInCall, total: FeelValue, item: FeelValue): FeelValue {
  return isNumber(item) || isDuration(item)
    ? arithmetic['+'](total, item, call.evaluation, call.span)
    : failNumbers(call);
}

function failNumbers(call: BuiltInCall): null {
  return call.fail('badArgument', 'Expected only numbers or only durations in the list');
}

function numbersOf(call: BuiltInCall, list: FeelList): FeelNumber[] | null {
  const numbers = list.filter(isNumber);
  if (numbers.length === list.length) return numbers;
  return call.fail('badArgument', 'Expected only numbers in the list');
}

const stepsOfDecimals = 10;

type Operation = (left: FeelNumber, right: FeelNumber) => FeelNumber | undefined;

function reduceNumbers(call: BuiltInCall, list: FeelList, operation: Operation): FeelNumber | null {
  const numbers = numbersOf(call, list);
  const [first, ...rest] = numbers ?? [];
  if (first === undefined) return null;
  let total = first;
  for (const number of rest) {
    const next = operation(total, number);
    if (next === undefined) return failOutOfRange(call.evaluation, call.span);
    if (typeof next === 'object') call.spend(stepsOfDecimals);
    total = next;
  }
  return total;
}

function mean(call: BuiltInCall, list: FeelList): FeelValue {
  const total = sum(call, list);
  return total === null ? null : arithmetic['/'](total, list.length, call.evaluation, call.span);
}

function median(call: BuiltInCall, list: FeelList): FeelValue {
  const numbers = numbersOf(call, list)?.sort(compareNumbers);
  if (numbers === undefined || numbers.length === 0) return null;
  const middle = Math.floor(numbers.length / 2);
  const upper = numbers[middle] ?? null;
  return numbers.length % 2 === 1 ? upper : mean(call, [numbers[middle - 1] ?? null, upper]);
}

/** Of a sample; null for less than two numbers. */
function standardDeviation(call: BuiltInCall, list: FeelList): FeelValue {
  const numbers = numbersOf(call, list);
  if (numbers === null || numbers.length < 2) return null;
  const center = mean(call, numbers);
  if (!isNumber(center)) return null;
  const squares = numbers.map((number) => squareOfDifference(number, center));
  const total = squares.reduce<FeelNumber | undefined>(
    (sum, square) => (sum === undefined || square === undefined ? undefined : add(sum, square)),
    0,
  );
  const variance = total === undefined ? undefined : divide(total, numbers.length - 1);
  const deviation = variance === undefined ? undefined : squareRoot(variance);
  return deviation ?? failOutOfRange(call.evaluation, call.span);
}

function squareOfDifference(number: FeelNumber, center: FeelNumber): FeelNumber | undefined {
  const difference = subtract(number, center);
  return difference === undefined ? undefined : multiply(difference, difference);
}

/** The most frequent numbers, in ascending order. */
function mode(call: BuiltInCall, list: FeelList): FeelValue {
  const numbers = numbersOf(call, list)?.sort(compareNumbers);
  if (numbers === undefined) return null;
  const runs: { readonly number: FeelNumber; length: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && areEqual(run.number, number, call.evaluation, call.span)) run.length += 1;
    else runs.push({ number, length: 1 });
  }
  const longest = runs.reduce((length, run) => Math.max(length, run.length), 0);
  return runs.filter((run) => run.length === longest).map((run) => run.number);
}

/** `any` is decided by one true, `all` by one false; otherwise a null leaves it open. */
function decide(call: BuiltInCall, list: FeelList, decisive: boolean): FeelValue {
  if (list.includes(decisive)) return decisive;
  const isTruth = list.every((item) => typeof item === 'boolean' || item === null);
  if (!isTruth) return call.fail('badArgument', 'Expected only true or false in the list');
  return list.includes(null) ? null : !decisive;
}
