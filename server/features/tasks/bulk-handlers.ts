import type { BulkResult, BulkTask } from '../../contract/index.js';
import { Unprocessable, UserError } from '../../errors.js';
import type { Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { putOff } from './act-handlers.js';
import { assignTask, releaseTask, type TaskDependencies } from './task-handlers.js';

type BulkItem = BulkTask['items'][number];

/** The same act on many tasks, one after the other; one that is refused stops none of the others. */
export function createBulkHandlers(deps: TaskDependencies): Handlers<'changeUserTasks'> {
  return {
    changeUserTasks: async ({ context, body }) => {
      const results: BulkResult[] = [];
      for (const item of body.items) results.push(await tryOne(deps, context, body, item));
      return { results };
    },
  };
}

async function tryOne(
  deps: TaskDependencies,
  context: RequestContext,
  bulk: BulkTask,
  item: BulkItem,
): Promise<BulkResult> {
  const { userTaskKey } = item;
  try {
    await doOne(deps, context, bulk, item);
    return { userTaskKey, isDone: true };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { userTaskKey, isDone: false, code: error.code, message: error.message };
  }
}

async function doOne(
  deps: TaskDependencies,
  context: RequestContext,
  bulk: BulkTask,
  { userTaskKey, ...fence }: BulkItem,
): Promise<unknown> {
  const { claimVersion } = fence;
  switch (bulk.act) {
    case 'claim':
      return assignTask(deps, context, userTaskKey, { allowOverride: false, claimVersion });
    case 'assign':
      return assignTask(deps, context, userTaskKey, {
        assignee: bulk.assignee,
        allowOverride: true,
        claimVersion,
      });
    case 'release':
      return releaseTask(deps, context, userTaskKey, claimVersion);
    case 'complete':
      return complete(deps, context, userTaskKey, fence);
    case 'followUp':
      return putOff(deps, context, await deps.tasks.get(context, userTaskKey), {
        ...fence,
        at: bulk.at,
      });
  }
}

async function complete(
  { tasks, completer, formOf }: TaskDependencies,
  context: RequestContext,
  userTaskKey: string,
  fence: Omit<BulkItem, 'userTaskKey'>,
): Promise<unknown> {
  const row = await tasks.get(context, userTaskKey);
  if ((await formOf(row)) !== undefined) {
    throw new Unprocessable('formRequired', 'The task has a form: open it to complete it.');
  }
  // The same task at the same claim is the same command, however often it is sent.
  const commandId = `bulk:${userTaskKey}:${String(fence.claimVersion)}`.slice(-100);
  return completer.complete(context, row, { ...fence, variables: {}, commandId });
}
