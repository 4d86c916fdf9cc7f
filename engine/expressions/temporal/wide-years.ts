import { ChronoField, LocalDate, ValueRange } from '@js-joda/core';

/** FEEL's dates have years of up to nine digits. */
const maximumYear = 999_999_999;
const firstDay = -365_243_219_162;
const lastDay = 365_241_780_471;

/**
 * js-joda stops at the year 999,999 of its own accord: its arithmetic is exact far beyond. The
 * bounds are fields that it does not publish; if a later release names them otherwise, no date of
 * more than six digits can be made, which tests notice.
 */
function widen(field: ChronoField, least: number, greatest: number): void {
  Object.assign(field, { _range: ValueRange.of(least, greatest) });
}

widen(ChronoField.YEAR, -maximumYear, maximumYear);
widen(ChronoField.EPOCH_DAY, firstDay, lastDay);

/** A date of the calendar; throws for one that does not exist. */
export function dateOf(year: number, month: number, day: number): LocalDate {
  return LocalDate.of(year, month, day);
}
