import type { ChildReport } from './messages.js';
import type { ProcessHost } from './process-host.js';

/** Takes in what a called instance reports by signal. Its end counts once, however the news came. */
export function receiveChildReport(
  { childId, report, variables }: ChildReport,
  host: ProcessHost,
): void {
  if (!host.work.children.has(childId)) return;
  if (report.type === 'escalated') {
    const id = `report:${report.reportId}`;
    if (host.seen.has(id)) return;
    host.seen.add(id);
    const { escalationCode } = report;
    host.enqueue({ type: 'childEscalated', childId, escalationCode, variables });
    return;
  }
  host.work.children.delete(childId);
  host.enqueue({ type: 'childEnded', childId, outcome: report, variables });
}
