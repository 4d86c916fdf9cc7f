/** Thrown when a business calendar cannot be counted in: hours that overlap, an unknown zone, no working time. */
export class CalendarUnusableError extends Error {
  override readonly name = 'CalendarUnusableError';
  readonly code = 'calendarUnusable';

  constructor(
    readonly calendarId: string,
    readonly field: string,
    detail: string,
  ) {
    super(`Expected a usable calendar but '${calendarId}' has ${detail}`);
  }
}
