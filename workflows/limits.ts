import { workflowInfo } from '@temporalio/workflow';
import type { ProcessWorkflowLimits } from './messages.js';

/**
 * Far below Temporal's own limits (51,200 events, 50 MB, 2,000 updates, 10,000 signals a run), so that a run
 * that is slow to come to rest still has room.
 */
export const defaultLimits = {
  historyEvents: 8_000,
  historyBytes: 8 * 1024 * 1024,
  deliveries: 1_500,
  variableBytes: 1024 * 1024,
} as const satisfies Required<ProcessWorkflowLimits>;

/** How many ids of applied inputs an instance remembers. */
export const seenWindow = 1_000;

/** Tells whether this run should make room for a new one. */
export function isRunUsedUp(limits: Required<ProcessWorkflowLimits>, deliveries: number): boolean {
  const { historyLength, historySize, continueAsNewSuggested } = workflowInfo();
  return (
    continueAsNewSuggested ||
    historyLength >= limits.historyEvents ||
    historySize >= limits.historyBytes ||
    deliveries >= limits.deliveries
  );
}
