import type { Agreement, BusinessCalendar } from '../../engine/index.js';
import { agreementRow, calendarRow } from '../store/terms-models.js';
import type { Store } from '../store/store.js';

/** Who saved what came with the product. */
const SYSTEM = 'system';

/** What the organisation has already, whatever became of it, is left alone. */
export async function seedCalendars(
  store: Store,
  calendars: readonly BusinessCalendar[],
  organisationId: string,
  now: Date,
): Promise<void> {
  for (const calendar of calendars) {
    if (await store.calendars.exists({ organisationId, calendarId: calendar.id })) continue;
    await store.calendars.create(calendarRow(organisationId, calendar, SYSTEM, now));
  }
}

export async function seedAgreements(
  store: Store,
  agreements: readonly Agreement[],
  organisationId: string,
  now: Date,
): Promise<void> {
  for (const agreement of agreements) {
    if (await store.agreements.exists({ organisationId, agreementId: agreement.id })) continue;
    await store.agreements.create(agreementRow(organisationId, agreement, SYSTEM, now));
  }
}
