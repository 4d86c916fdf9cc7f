import { getExternalWorkflowHandle, TemporalFailure, uuid4 } from '@temporalio/workflow';
import type { EscalateToParent } from '../../engine/index.js';
import { childReportSignal, type ChildReport } from '../messages.js';
import type { ProcessHost } from '../process-host.js';
import type { Performer } from './performer.js';

/** Without a caller there is nobody to tell; the trace has told it. */
export const escalateToParent: Performer<EscalateToParent> = (
  { escalationCode, variables },
  host,
) => {
  host.work.track(
    reportToParent(host, { type: 'escalated', reportId: uuid4(), escalationCode }, variables),
  );
};

/** Signals the calling instance, whatever run it is in. */
export async function reportToParent(
  { start: { parent } }: ProcessHost,
  report: ChildReport['report'],
  variables: ChildReport['variables'],
): Promise<void> {
  if (!parent) return;
  try {
    const { instanceId, childId } = parent;
    await getExternalWorkflowHandle(instanceId).signal(childReportSignal, {
      childId,
      report,
      variables,
    });
  } catch (error) {
    // The caller has ended, so nobody waits for the report.
    if (!(error instanceof TemporalFailure)) throw error;
  }
}
