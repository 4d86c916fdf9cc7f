import { answerDeadlines } from '../../clocks/answer-deadlines.js';
import type { DeriveDeadlines } from '../../protocol/commands.js';
import type { Performer } from './performer.js';

export const deriveDeadlines: Performer<DeriveDeadlines> = (command, host, { instanceId }) => {
  const { clockId, revision } = command;
  const { scope = {}, calendars = [], agreements = [] } = host.options;
  const outcome = answerDeadlines(
    { ...command, scope },
    { agreements, calendar: (calendarId) => calendars.find(({ id }) => id === calendarId) },
  );
  host.data.queue.push({
    instanceId,
    input: { type: 'deadlinesDerived', clockId, revision, outcome },
  });
};
