import { ZoneOffset } from '@js-joda/core';

import { parseNumber } from '../decimal-number.js';
import { FeelRange, type FeelValue } from '../feel-value.js';
import { compareValues } from '../operations/ordering.js';
import { unquote } from '../string-literal.js';
import {
  parseAtLiteral,
  parseDate,
  parseFeelDateTime,
  parseFeelDuration,
  parseTime,
} from '../temporal/parse-temporal.js';

const rangePattern = /^\s*([[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])\s*$/s;
const stringPattern = /^"(?:[^"\\]|\\.)*"$/;
const atPattern = /^@"([^"\\]*)"$/;
const callPattern = /^(date|time|date and time|duration)\(\s*"([^"\\]*)"\s*\)$/;

const constructors: Readonly<Record<string, (text: string) => FeelValue | undefined>> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseFeelDateTime,
  duration: parseFeelDuration,
};

/** Reads `[1..5)` and the like; the ends are literals, at most one may be left out. */
export function readRange(text: string): FeelRange | undefined {
  const match = rangePattern.exec(text);
  if (match === null) return undefined;
  const [, opening, startText = '', endText = '', closing] = match;
  const start = startText === '' ? undefined : readEnd(startText);
  const end = endText === '' ? undefined : readEnd(endText);
  const isStartWrong = start === undefined && startText !== '';
  const isEndWrong = end === undefined && endText !== '';
  if (isStartWrong || isEndWrong || (start === undefined && end === undefined)) return undefined;
  const [isStartIncluded, isEndIncluded] = [opening === '[', closing === ']'];
  if (start === undefined && isStartIncluded) return undefined;
  if (end === undefined && isEndIncluded) return undefined;
  const isOrdered = start === undefined || end === undefined || isNotAfter(start, end);
  return isOrdered ? new FeelRange(start, end, isStartIncluded, isEndIncluded) : undefined;
}

function isNotAfter(start: FeelValue, end: FeelValue): boolean {
  // Literals of times with a region, which alone need the present, are compared as if it were 1970.
  const order = compareValues(start, end, () => ({ now: 0, zone: ZoneOffset.UTC }));
  return order !== undefined && order <= 0;
}

function readEnd(text: string): FeelValue | undefined {
  if (stringPattern.test(text)) return unquote(text);
  const at = atPattern.exec(text)?.[1];
  if (at !== undefined) return parseAtLiteral(at);
  const [, name = '', argument = ''] = callPattern.exec(text) ?? [];
  return name === '' ? parseNumber(text) : constructors[name]?.(argument);
}
