import type { DeriveDeadlines } from '../../engine/index.js';
import { requireAnswer } from '../dropped-activity.js';
import { messageOf } from '../failure-message.js';
import { ports } from '../port-activities.js';
import type { ProcessHost } from '../process-host.js';
import type { Performer } from './performer.js';

/** By calendar and agreement as they stand now; the answer is in the history, and changes only by asking again. */
export const deriveDeadlines: Performer<DeriveDeadlines> = (command, host) => {
  void host.work.trackLocal(ask(command, host));
};

async function ask(command: DeriveDeadlines, host: ProcessHost): Promise<void> {
  const { clockId, revision, calendarId, commitment, ledger, targetMs, shares } = command;
  const { organisationId, serviceId, customerId } = host.instance;
  try {
    const derived = await ports.deriveDeadlines({
      organisationId,
      calendarId,
      ledger,
      targetMs,
      shares,
      ...(commitment === undefined ? {} : { commitment }),
      scope: {
        ...(serviceId === undefined ? {} : { serviceId }),
        ...(customerId === undefined ? {} : { customerId }),
      },
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
