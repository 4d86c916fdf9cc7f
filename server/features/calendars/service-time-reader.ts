import { type PreparedCalendar, prepareCalendar, usedServiceTime } from '../../../engine/index.js';
import type { ClockDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';
import type { CalendarReader } from './calendar-reader.js';

/** How much of its target a clock has used, in the calendar as it stands now. */
export interface ServiceTime {
  readonly usedMs: number;
  /** Negative once the target is used up; left out while no target is known. */
  readonly remainingMs?: number;
  /** Left out while it is not paused; empty if nothing says why. */
  readonly pausedFor?: string;
}

export interface ServiceTimeReader {
  /** By clock; one without a usable calendar is left out. */
  read(
    organisationId: string,
    clocks: readonly ClockDocument[],
  ): Promise<ReadonlyMap<string, ServiceTime>>;
  /** The same, for clocks of which only the ids are known. */
  readByIds(
    organisationId: string,
    clockIds: readonly string[],
  ): Promise<ReadonlyMap<string, ServiceTime>>;
}

const KEPT_CALENDARS = 100;

/**
 * Asks the store twice for a whole page of clocks. Calendars are read once per version, and remember the days that
 * were counted in them.
 */
export function createServiceTimeReader(
  store: Store,
  calendarReader: CalendarReader,
  now: () => Date,
): ServiceTimeReader {
  const prepared = new Map<string, PreparedCalendar>();

  async function prepareAll(organisationId: string, calendarIds: readonly string[]) {
    const found = new Map<string, PreparedCalendar>();
    for (const calendar of (
      await calendarReader.findCurrent(organisationId, calendarIds)
    ).values()) {
      const key = JSON.stringify([organisationId, calendar.id, calendar.version]);
      const known = prepared.get(key) ?? prepareCalendar(calendar);
      prepared.delete(key);
      prepared.set(key, known);
      found.set(calendar.id, known);
    }
    for (const key of prepared.keys()) {
      if (prepared.size <= KEPT_CALENDARS) break;
      prepared.delete(key);
    }
    return found;
  }

  const reader: ServiceTimeReader = {
    read: async (organisationId, clocks) => {
      const calendarIds = clocks.flatMap(({ calendarId }) => calendarId ?? []);
      if (calendarIds.length === 0) return new Map();
      const calendars = await prepareAll(organisationId, calendarIds);
      const at = now().getTime();
      const times = clocks.flatMap((clock) => {
        const calendar = calendars.get(clock.calendarId ?? '');
        return calendar === undefined ? [] : [[clock._id, measure(clock, calendar, at)] as const];
      });
      return new Map(times);
    },
    readByIds: async (organisationId, clockIds) => {
      if (clockIds.length === 0) return new Map();
      const filter = { _id: { $in: [...new Set(clockIds)] }, organisationId };
      return reader.read(organisationId, await store.clocks.find(filter).lean().exec());
    },
  };
  return reader;
}

function measure(clock: ClockDocument, calendar: PreparedCalendar, at: number): ServiceTime {
  const usedMs = usedServiceTime(calendar, clock.ledger, at);
  return {
    usedMs,
    ...(clock.targetMs === undefined ? {} : { remainingMs: clock.targetMs - usedMs }),
    ...(clock.state === 'paused' ? { pausedFor: clock.pausedFor ?? '' } : {}),
  };
}
