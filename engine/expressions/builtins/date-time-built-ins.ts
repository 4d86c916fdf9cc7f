import { IsoFields, type LocalDate, LocalDateTime, Instant } from '@js-joda/core';

import { FeelDate, FeelDateTime } from '../feel-value.js';
import { asDateTime } from '../temporal/instants.js';
import { type BuiltInCall, type BuiltInFamily, form } from './built-in.js';

const oneDate = [['date', 'dateLike']] as const;

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const dateTimeBuiltIns = {
  now: [form([], presentMoment)],
  today: [form([], (call) => new FeelDate(presentMoment(call).value.toLocalDate()))],
  'day of year': [form(oneDate, (_call, date) => dateOf(date).dayOfYear())],
  'day of week': [
    form(oneDate, (_call, date) => dayNames[dateOf(date).dayOfWeek().value() - 1] ?? null),
  ],
  'month of year': [
    form(oneDate, (_call, date) => monthNames[dateOf(date).monthValue() - 1] ?? null),
  ],
  'week of year': [
    form(oneDate, (_call, date) => dateOf(date).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
  ],
  'last day of month': [form(oneDate, (_call, date) => new FeelDate(lastDayOfMonth(dateOf(date))))],
} satisfies BuiltInFamily;

function presentMoment(call: BuiltInCall): FeelDateTime {
  const { now, zone } = call.evaluation.time;
  return new FeelDateTime(LocalDateTime.ofInstant(Instant.ofEpochMilli(now), zone), zone);
}

function dateOf(value: FeelDate | FeelDateTime): LocalDate {
  return asDateTime(value).value.toLocalDate();
}

function lastDayOfMonth(date: LocalDate): LocalDate {
  return date.withDayOfMonth(date.lengthOfMonth());
}
