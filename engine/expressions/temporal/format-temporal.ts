import type { LocalDate, LocalTime } from '@js-joda/core';

import type {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  YearsMonthsDuration,
} from '../feel-value.js';
import { formatZone } from './zone.js';

export function formatDate(date: FeelDate): string {
  return formatLocalDate(date.value);
}

export function formatTime(time: FeelTime): string {
  return formatLocalTime(time.value) + formatZone(time.zone);
}

export function formatDateTime({ value, zone }: FeelDateTime): string {
  const date = formatLocalDate(value.toLocalDate());
  return `${date}T${formatLocalTime(value.toLocalTime())}${formatZone(zone)}`;
}

export function formatYearsMonths({ months }: YearsMonthsDuration): string {
  if (months === 0) return 'P0M';
  const size = Math.abs(months);
  const years = Math.floor(size / 12);
  const rest = size % 12;
  return `${months < 0 ? '-' : ''}P${years > 0 ? `${years}Y` : ''}${rest > 0 ? `${rest}M` : ''}`;
}

export function formatDaysTime({ value }: DaysTimeDuration): string {
  if (value.isZero()) return 'PT0S';
  const size = value.abs();
  const seconds = size.seconds();
  const days = Math.floor(seconds / 86400);
  const time = formatTimePart(seconds % 86400, size.nano());
  return `${value.isNegative() ? '-' : ''}P${days > 0 ? `${days}D` : ''}${time}`;
}

function formatTimePart(seconds: number, nano: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  const text =
    (hours > 0 ? `${hours}H` : '') +
    (minutes > 0 ? `${minutes}M` : '') +
    (rest > 0 || nano > 0 ? `${rest}${formatFraction(nano)}S` : '');
  return text === '' ? '' : `T${text}`;
}

function formatLocalDate(date: LocalDate): string {
  const year = date.year();
  const digits = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : ''}${digits}-${twoDigits(date.monthValue())}-${twoDigits(date.dayOfMonth())}`;
}

function formatLocalTime(time: LocalTime): string {
  const clock = [time.hour(), time.minute(), time.second()].map(twoDigits).join(':');
  return clock + formatFraction(time.nano());
}

function formatFraction(nano: number): string {
  return nano === 0 ? '' : `.${String(nano).padStart(9, '0').replace(/0+$/, '')}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
