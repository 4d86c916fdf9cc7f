import { CalendarUnusableError } from '../../clocks/errors.js';
import { deriveDeadlines as deriveInCalendar } from '../../clocks/service-time.js';
import type { DeriveDeadlines } from '../../protocol/commands.js';
import type { DeadlinesDerived } from '../../protocol/inputs.js';
import type { DriverHost } from '../driver-host.js';
import type { Performer } from './performer.js';

export const deriveDeadlines: Performer<DeriveDeadlines> = (command, host, { instanceId }) => {
  const { clockId, revision } = command;
  const outcome = answer(command, host);
  host.data.queue.push({
    instanceId,
    input: { type: 'deadlinesDerived', clockId, revision, outcome },
  });
};

function answer(command: DeriveDeadlines, { options }: DriverHost): DeadlinesDerived['outcome'] {
  const { calendarId, ledger, targetMs, shares } = command;
  const calendar = options.calendars?.find(({ id }) => id === calendarId);
  if (calendar === undefined)
    return { type: 'failed', message: `Expected a calendar but there is no '${calendarId}'` };
  try {
    const deadlines = deriveInCalendar(calendar, ledger, targetMs, shares);
    return { type: 'derived', deadlines, calendarVersion: calendar.version };
  } catch (error) {
    if (error instanceof CalendarUnusableError) return { type: 'failed', message: error.message };
    throw error;
  }
}
