import { usedServiceTime } from '../../../engine/index.js';
import type { ClockDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';

export interface ClockReader {
  /** Service time used so far, in the calendar as it stands now. */
  usedMs(clock: ClockDocument): Promise<number | undefined>;
}

export function createClockReader(store: Store, now: () => Date): ClockReader {
  return {
    usedMs: async ({ organisationId, calendarId, ledger }) => {
      if (calendarId === undefined) return undefined;
      const row = await store.calendars
        .findOne({ organisationId, calendarId, isCurrent: true })
        .lean()
        .exec();
      return row ? usedServiceTime(row.calendar, ledger, now().getTime()) : undefined;
    },
  };
}
