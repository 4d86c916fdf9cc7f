import { add, compareNumbers } from '../decimal-number.js';
import type { Evaluation } from '../evaluation.js';
import type { Span } from '../feel-ast.js';
import { FeelDate, FeelRange, type FeelValue, isList, isNumber } from '../feel-value.js';
import { formatBriefly } from '../format-value.js';

const stepsOfDecimals = 10;

/** Gets each item in turn; returns false to stop. */
export type Visit = (item: FeelValue) => boolean;

/** How a loop over one source ended: all was visited, it was stopped, or nothing can be visited. */
export type LoopEnd = 'done' | 'stopped' | 'impossible';

/** Visits the items of a list or the numbers or days of a range. */
export function visitItems(
  source: FeelValue,
  visit: Visit,
  evaluation: Evaluation,
  span: Span,
): LoopEnd {
  if (isList(source)) return source.every(visit) ? 'done' : 'stopped';
  if (source instanceof FeelRange) return visitRange(source, visit, evaluation, span);
  if (source === null) {
    evaluation.fail('typeMismatch', 'Expected a list but got null', span);
    return 'impossible';
  }
  return visit(source) ? 'done' : 'stopped';
}

function visitRange(range: FeelRange, visit: Visit, evaluation: Evaluation, span: Span): LoopEnd {
  const { start, end } = range;
  if (start === undefined || end === undefined) {
    evaluation.fail('typeMismatch', 'Expected a range with two ends but one is open', span);
    return 'impossible';
  }
  const skipEnds: Visit = (item) => {
    const isLeftOut =
      (!range.isStartIncluded && isSame(item, start)) ||
      (!range.isEndIncluded && isSame(item, end));
    return isLeftOut || visit(item);
  };
  const visitIncluded = range.isStartIncluded && range.isEndIncluded ? visit : skipEnds;
  return visitSpan(start, end, visitIncluded, evaluation, span);
}

function isSame(one: FeelValue, other: FeelValue): boolean {
  if (isNumber(one) && isNumber(other)) return compareNumbers(one, other) === 0;
  return one instanceof FeelDate && other instanceof FeelDate && one.value.equals(other.value);
}

/** Visits from start to end, both included, up or down by one. */
export function visitSpan(
  start: FeelValue,
  end: FeelValue,
  visit: Visit,
  evaluation: Evaluation,
  span: Span,
): LoopEnd {
  if (isNumber(start) && isNumber(end)) {
    const step = compareNumbers(start, end) <= 0 ? 1 : -1;
    let number: FeelValue = start;
    const steps = typeof start === 'number' ? 1 : stepsOfDecimals;
    while (isNumber(number) && compareNumbers(number, end) * step <= 0) {
      evaluation.spend(steps, span);
      if (!visit(number)) return 'stopped';
      number = add(number, step) ?? null;
    }
    return 'done';
  }
  if (start instanceof FeelDate && end instanceof FeelDate) {
    return visitDays(start, end, visit, evaluation, span);
  }
  const ends = `${formatBriefly(start)} and ${formatBriefly(end)}`;
  evaluation.fail('typeMismatch', `Expected two numbers or two dates but got ${ends}`, span);
  return 'impossible';
}

function visitDays(
  start: FeelDate,
  end: FeelDate,
  visit: Visit,
  evaluation: Evaluation,
  span: Span,
): LoopEnd {
  const step = start.value.compareTo(end.value) <= 0 ? 1 : -1;
  const days = Math.abs(end.value.toEpochDay() - start.value.toEpochDay());
  for (let day = 0; day <= days; day += 1) {
    evaluation.spend(2, span);
    if (!visit(new FeelDate(start.value.plusDays(day * step)))) return 'stopped';
  }
  return 'done';
}
