import { ActivityFailure, ChildWorkflowFailure, TemporalFailure } from '@temporalio/workflow';

/** What went wrong outside, in the words of where it happened. Anything that is not a failure from outside is thrown on. */
export function messageOf(error: unknown): string {
  if (!(error instanceof TemporalFailure)) throw error;
  const isWrapped = error instanceof ActivityFailure || error instanceof ChildWorkflowFailure;
  return (isWrapped ? error.cause?.message : undefined) ?? error.message;
}
