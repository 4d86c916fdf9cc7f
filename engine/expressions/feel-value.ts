import type { Duration, LocalDate, LocalDateTime, LocalTime, ZoneId } from '@js-joda/core';
import { Decimal } from 'decimal.js';

import type { FeelTypeNode, Span } from './feel-ast.js';
import type { Evaluation } from './evaluation.js';

/** A number is exact: a JavaScript number stands for its shortest decimal notation. */
export type FeelNumber = number | Decimal;

/** A context is a plain object, so that variables from JSON need no conversion. */
export interface FeelContext {
  readonly [key: string]: FeelValue;
}

export type FeelList = readonly FeelValue[];

export type FeelValue =
  | null
  | boolean
  | FeelNumber
  | string
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysTimeDuration
  | YearsMonthsDuration
  | FeelList
  | FeelContext
  | FeelRange
  | FeelFunction;

export type FeelDuration = DaysTimeDuration | YearsMonthsDuration;

export class FeelDate {
  constructor(readonly value: LocalDate) {}
}

/** A time of day; without a zone it is local. */
export class FeelTime {
  constructor(
    readonly value: LocalTime,
    readonly zone: ZoneId | null,
  ) {}
}

/** A date and time; without a zone it is local. */
export class FeelDateTime {
  constructor(
    readonly value: LocalDateTime,
    readonly zone: ZoneId | null,
  ) {}
}

export class DaysTimeDuration {
  constructor(readonly value: Duration) {}
}

export class YearsMonthsDuration {
  constructor(readonly months: number) {}
}

/** An end that is `undefined` is open: `< 5` has no start. */
export class FeelRange {
  constructor(
    readonly start: FeelValue | undefined,
    readonly end: FeelValue | undefined,
    readonly isStartIncluded: boolean,
    readonly isEndIncluded: boolean,
  ) {}
}

/** Without a type a parameter takes anything. */
export interface FeelParameter {
  readonly name: string;
  readonly of?: FeelTypeNode;
}

/** A function value; it lives only as long as the run that made it, and checks its arguments itself. */
export class FeelFunction {
  constructor(
    readonly parameters: readonly FeelParameter[],
    readonly invoke: (args: readonly FeelValue[], evaluation: Evaluation, span: Span) => FeelValue,
    /** The type of its results, if it is known. */
    readonly result?: FeelTypeNode,
  ) {}
}

export type FeelKind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'list'
  | 'context'
  | 'range'
  | 'function';

export function kindOf(value: FeelValue): FeelKind {
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    default:
      return value === null ? 'null' : kindOfObject(value);
  }
}

function kindOfObject(value: object): FeelKind {
  if (Array.isArray(value)) return 'list';
  if (value instanceof Decimal) return 'number';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof DaysTimeDuration) return 'days and time duration';
  if (value instanceof YearsMonthsDuration) return 'years and months duration';
  if (value instanceof FeelRange) return 'range';
  if (value instanceof FeelFunction) return 'function';
  return 'context';
}

export function isNumber(value: FeelValue): value is FeelNumber {
  return typeof value === 'number' || value instanceof Decimal;
}

export function isList(value: FeelValue): value is FeelList {
  return Array.isArray(value);
}

export function isContext(value: FeelValue): value is FeelContext {
  return typeof value === 'object' && value !== null && kindOfObject(value) === 'context';
}

export function isDuration(value: FeelValue): value is FeelDuration {
  return value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration;
}

/** The member of a context, or `undefined`; never one inherited from a prototype. */
export function memberOf(context: FeelContext, key: string): FeelValue | undefined {
  return Object.hasOwn(context, key) ? context[key] : undefined;
}

/** Builds a context; entries of the same key replace one another. */
export function contextOf(entries: Iterable<readonly [string, FeelValue]>): FeelContext {
  const context = emptyContext();
  for (const [key, value] of entries) context[key] = value;
  return context;
}

/** An object without a prototype, so that no key (`__proto__`) is special. */
export function emptyContext(): Record<string, FeelValue> {
  // Object.create is typed `any`; an object without members is an empty record.
  return Object.create(null) as Record<string, FeelValue>;
}
