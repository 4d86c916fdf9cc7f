import type { DeriveDeadlines } from '../../engine/index.js';
import { requireAnswer } from '../dropped-activity.js';
import { messageOf } from '../failure-message.js';
import { ports } from '../port-activities.js';
import type { ProcessHost } from '../process-host.js';
import type { Performer } from './performer.js';

/** The calendar as it stands when the clock starts or resumes; the answer is in the history, so it never changes. */
export const deriveDeadlines: Performer<DeriveDeadlines> = (command, host) => {
  void host.work.trackLocal(ask(command, host));
};

async function ask(command: DeriveDeadlines, host: ProcessHost): Promise<void> {
  const { clockId, revision, calendarId, ledger, targetMs, shares } = command;
  const { organisationId } = host.instance;
  try {
    const derived = await ports.deriveDeadlines({
      organisationId,
      calendarId,
      ledger,
      targetMs,
      shares,
    });
    host.enqueue({
      type: 'deadlinesDerived',
      clockId,
      revision,
      outcome: { type: 'derived', ...derived },
    });
  } catch (error) {
    requireAnswer(error);
    const message = messageOf(error);
    host.enqueue({
      type: 'deadlinesDerived',
      clockId,
      revision,
      outcome: { type: 'failed', message },
    });
  }
}
