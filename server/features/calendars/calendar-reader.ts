import type { BusinessCalendar } from '../../../engine/index.js';
import type { Store } from '../../store/store.js';

/** Where clocks find the calendars that they count in. */
export interface CalendarReader {
  /** The current versions; one that does not exist is left out. */
  findCurrent(
    organisationId: string,
    calendarIds: readonly string[],
  ): Promise<ReadonlyMap<string, BusinessCalendar>>;
}

export function createCalendarReader(store: Store): CalendarReader {
  return {
    findCurrent: async (organisationId, calendarIds) => {
      const wanted = [...new Set(calendarIds)];
      const rows = await store.calendars
        .find({ organisationId, isCurrent: true, calendarId: { $in: wanted } })
        .lean()
        .exec();
      return new Map(rows.map(({ calendarId, calendar }) => [calendarId, calendar]));
    },
  };
}
