import {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelRange,
  FeelTime,
  type FeelValue,
  isContext,
  isDuration,
  isList,
  isNumber,
  YearsMonthsDuration,
} from '../feel-value.js';
import { midnightOf } from '../temporal/instants.js';
import type { ParameterType } from './built-in.js';

const checks: Readonly<Record<ParameterType, (value: FeelValue) => boolean>> = {
  any: () => true,
  value: (value) => value !== null,
  boolean: (value) => typeof value === 'boolean',
  number: isNumber,
  string: (value) => typeof value === 'string',
  date: (value) => value instanceof FeelDate,
  time: (value) => value instanceof FeelTime,
  dateTime: (value) => value instanceof FeelDateTime,
  dateLike: (value) => value instanceof FeelDate || value instanceof FeelDateTime,
  clock: (value) => value instanceof FeelDateTime || value instanceof FeelTime,
  daysTime: (value) => value instanceof DaysTimeDuration,
  yearsMonths: (value) => value instanceof YearsMonthsDuration,
  duration: isDuration,
  list: isList,
  context: isContext,
  range: (value) => value instanceof FeelRange,
  function: (value) => value instanceof FeelFunction,
};

/**
 * The value as the parameter wants it, after FEEL's implicit conversions, or `undefined`:
 * an item stands for a list of it and a list of one for its item; a date for its midnight.
 */
export function fitToType(value: FeelValue, type: ParameterType): FeelValue | undefined {
  if (checks[type](value)) return value;
  if (value === null) return undefined;
  if (type === 'list') return [value];
  if (isList(value)) return value.length === 1 ? fitToType(value[0] ?? null, type) : undefined;
  return type === 'dateTime' && value instanceof FeelDate ? midnightOf(value) : undefined;
}

const typeNames: Readonly<Record<ParameterType, string>> = {
  any: 'a value',
  value: 'a value other than null',
  boolean: 'true or false',
  number: 'a number',
  string: 'a string',
  date: 'a date',
  time: 'a time',
  dateTime: 'a date and time',
  dateLike: 'a date or a date and time',
  clock: 'a time or a date and time',
  daysTime: 'a days and time duration',
  yearsMonths: 'a years and months duration',
  duration: 'a duration',
  list: 'a list',
  context: 'a context',
  range: 'a range',
  function: 'a function',
};

export function describeType(type: ParameterType): string {
  return typeNames[type];
}
