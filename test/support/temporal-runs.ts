import type { Client } from '@temporalio/client';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

/** One run of a workflow. */
export interface Run {
  readonly history: History;
  readonly events: NonNullable<History['events']>;
}

/** All runs of a workflow, one after the other. */
export async function readRuns(
  { workflow }: Pick<Client, 'workflow'>,
  workflowId: string,
): Promise<Run[]> {
  const { raw } = await workflow.getHandle(workflowId).describe();
  const runs: Run[] = [];
  let runId: string | undefined = raw.workflowExecutionInfo?.firstRunId ?? '';
  while (runId !== undefined) {
    const history: History = await workflow.getHandle(workflowId, runId).fetchHistory();
    const events = history.events ?? [];
    runs.push({ history, events });
    const last = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes;
    runId = last?.newExecutionRunId ?? undefined;
  }
  return runs;
}
