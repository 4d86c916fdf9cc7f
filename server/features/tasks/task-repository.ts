import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import type { Variables } from '../../../engine/index.js';
import { Conflict, NotFound } from '../../errors.js';
import type { RequestContext } from '../../http/request-context.js';
import type { UserTaskDocument } from '../../store/projection-models.js';
import { writeTask } from '../../store/task-lists.js';
import type { TaskCompletion, TaskWorkDocument } from '../../store/work-models.js';
import type { Store } from '../../store/store.js';

export interface TaskRepository {
  /** Finds a task that the person may see; throws `NotFound` for all others. */
  get(context: RequestContext, taskId: string): Promise<UserTaskDocument>;
  work(taskId: string): Promise<TaskWorkDocument | null>;
  /** Gives the task to somebody, or to nobody, unless that changed since it was read. */
  assign(row: UserTaskDocument, assignee: string | null): Promise<number>;
  /** Sets the fence of a completion; gives the completion that stands, which may be another. */
  fence(row: UserTaskDocument, completion: TaskCompletion): Promise<TaskCompletion>;
  settle(taskId: string, commandId: string): Promise<void>;
  /** The engine refused: the task is open again. */
  unfence(taskId: string, commandId: string): Promise<void>;
  saveDraft(row: UserTaskDocument, username: string, variables: Variables, at: Date): Promise<void>;
  visibleVariables(row: UserTaskDocument): Promise<Record<string, unknown>>;
}

export function createTaskRepository(store: Store): TaskRepository {
  return {
    get: async (context, taskId) => {
      const filter = withConditions(allowedRows(context, 'read', 'UserTask'), { _id: taskId });
      const row = await store.userTasks.findOne(filter).lean().exec();
      if (!row) throw new NotFound('task', taskId);
      return row;
    },
    work: (taskId) => store.taskWork.findById(taskId).lean().exec(),
    assign: (row, assignee) => assign(store, row, assignee),
    fence: (row, completion) => fence(store, row, completion),
    settle: async (taskId, commandId) => {
      const update = {
        $set: { 'completion.state': 'completed', drafts: [] },
        $unset: { 'completion.variables': '' },
      };
      await store.taskWork
        .updateOne({ _id: taskId, 'completion.commandId': commandId }, update)
        .exec();
    },
    unfence: async (taskId, commandId) => {
      const filter = { _id: taskId, 'completion.commandId': commandId };
      const work = await store.taskWork
        .findOneAndUpdate(filter, { $set: { completion: null } })
        .lean()
        .exec();
      if (!work) return;
      // The fence may have claimed the task for whoever tried to complete it; the inbox shows that now.
      const { assignee, claimVersion } = work;
      await store.userTasks.collection.updateOne(
        { _id: taskId as never },
        writeTask({ assignee, claimVersion }),
      );
    },
    saveDraft: (row, username, variables, at) => saveDraft(store, row, username, variables, at),
    visibleVariables: (row) => visibleVariables(store, row),
  };
}

async function assign(
  store: Store,
  row: UserTaskDocument,
  assignee: string | null,
): Promise<number> {
  const claimVersion = row.claimVersion + 1;
  const stale = new Conflict(
    'staleClaim',
    'Somebody else changed who has the task. Read it again.',
  );
  await store.connection.transaction(async (session) => {
    const current = { _id: row._id, claimVersion: row.claimVersion, state: 'created' as const };
    const previous = row.assignee === null ? {} : { previousAssignee: row.assignee };
    const shown = await store.userTasks.collection.updateOne(
      current as never,
      writeTask({ assignee, claimVersion, ...previous }),
      { session },
    );
    if (shown.matchedCount === 0) throw stale;
    const work = await store.taskWork.findById(row._id, null, { session }).lean().exec();
    if (work?.completion) throw stale;
    await store.taskWork
      .updateOne(
        { _id: row._id },
        {
          $set: { assignee, claimVersion },
          $setOnInsert: {
            organisationId: row.organisationId,
            instanceId: row.instanceId,
            completion: null,
            drafts: [],
          },
        },
        { session, upsert: true },
      )
      .exec();
  });
  return claimVersion;
}

/** One document decides: whoever sets the fence completes the task. */
async function fence(
  store: Store,
  row: UserTaskDocument,
  completion: TaskCompletion,
): Promise<TaskCompletion> {
  const frame = { organisationId: row.organisationId, instanceId: row.instanceId, drafts: [] };
  const claimed = row.assignee === completion.by ? row.claimVersion : row.claimVersion + 1;
  const untouched =
    row.claimVersion === 0
      ? { claimVersion: { $in: [0, null] } }
      : { claimVersion: row.claimVersion };
  try {
    await store.taskWork
      .updateOne(
        { _id: row._id, completion: null, ...untouched } as never,
        {
          $set: { completion, assignee: completion.by, claimVersion: claimed },
          $setOnInsert: frame,
        },
        { upsert: true },
      )
      .exec();
    return completion;
  } catch (error) {
    const work = await store.taskWork.findById(row._id).lean().exec();
    if (work?.completion) return work.completion;
    if (work)
      throw new Conflict('staleClaim', 'Somebody else changed who has the task. Read it again.');
    throw error;
  }
}

async function saveDraft(
  store: Store,
  row: UserTaskDocument,
  username: string,
  variables: Variables,
  savedAt: Date,
): Promise<void> {
  const others = {
    $filter: {
      input: { $ifNull: ['$drafts', []] },
      cond: { $ne: ['$$this.username', { $literal: username }] },
    },
  };
  const set = {
    drafts: { $concatArrays: [others, [{ $literal: { username, variables, savedAt } }]] },
    organisationId: { $literal: row.organisationId },
    instanceId: { $literal: row.instanceId },
    assignee: { $ifNull: ['$assignee', null] },
    claimVersion: { $ifNull: ['$claimVersion', row.claimVersion] },
    completion: { $ifNull: ['$completion', null] },
  };
  await store.taskWork.collection.updateOne({ _id: row._id as never }, [{ $set: set }], {
    upsert: true,
  });
}

/** Variables of the task itself, of the scopes around it and of the instance; the nearest wins. */
async function visibleVariables(
  store: Store,
  row: UserTaskDocument,
): Promise<Record<string, unknown>> {
  const instance = await store.instances.findById(row.instanceId, { active: 1 }).lean().exec();
  const chain: string[] = [];
  let scope: string | undefined = row.elementInstanceId;
  while (scope !== undefined && !chain.includes(scope)) {
    chain.unshift(scope);
    const current: string = scope;
    scope = instance?.active.find((one) => one.elementInstanceId === current)?.scopeId;
  }
  const scopes = ['', ...chain];
  const rows = await store.variables
    .find({ instanceId: row.instanceId, elementInstanceId: { $in: scopes } })
    .lean()
    .exec();
  const ordered = rows.sort(
    (a, b) => scopes.indexOf(a.elementInstanceId) - scopes.indexOf(b.elementInstanceId),
  );
  return Object.fromEntries(ordered.map(({ name, value }) => [name, value]));
}
