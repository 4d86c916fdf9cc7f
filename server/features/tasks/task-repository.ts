import type { ClientSession } from 'mongoose';
import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import type { Variables } from '../../../engine/index.js';
import { Conflict, NotFound } from '../../errors.js';
import type { RequestContext } from '../../http/request-context.js';
import type { UserTaskDocument } from '../../store/projection-models.js';
import { copyWork, writeTask, type WorkCopy } from '../../store/task-lists.js';
import type { TaskCompletion, TaskWorkDocument } from '../../store/work-models.js';
import type { Store } from '../../store/store.js';

export interface TaskRepository {
  /** Finds a task that the person may see; throws `NotFound` for all others. */
  get(context: RequestContext, taskId: string): Promise<UserTaskDocument>;
  work(taskId: string): Promise<TaskWorkDocument | null>;
  /** Changes who has the task, and how, unless that changed since it was read. */
  change(row: UserTaskDocument, change: WorkChange): Promise<number>;
  /** What was typed goes along with the task, unless whoever gets it has typed something newer. */
  copyDraft(taskId: string, from: string, to: string): Promise<void>;
  /** Sets the fence of a completion; gives the completion that stands, which may be another. */
  fence(row: UserTaskDocument, completion: TaskCompletion): Promise<TaskCompletion>;
  settle(taskId: string, commandId: string): Promise<void>;
  /** The engine refused: the task is open again. */
  unfence(taskId: string, commandId: string): Promise<void>;
  saveDraft(row: UserTaskDocument, username: string, variables: Variables, at: Date): Promise<void>;
  visibleVariables(row: UserTaskDocument): Promise<Record<string, unknown>>;
}

/** `null` takes a value away. Whoever the task goes to has it anew: not delegated, not put off. */
export type WorkChange = Omit<WorkCopy, 'claimVersion'>;

export function createTaskRepository(store: Store): TaskRepository {
  return {
    get: async (context, taskId) => {
      const filter = withConditions(allowedRows(context, 'read', 'UserTask'), { _id: taskId });
      const row = await store.userTasks.findOne(filter).lean().exec();
      if (!row) throw new NotFound('task', taskId);
      return row;
    },
    work: (taskId) => store.taskWork.findById(taskId).lean().exec(),
    change: (row, change) => changeWork(store, row, change),
    copyDraft: (taskId, from, to) => copyDraft(store, taskId, from, to),
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

async function changeWork(
  store: Store,
  row: UserTaskDocument,
  change: WorkChange,
): Promise<number> {
  const isSame = change.assignee === row.assignee;
  const work: WorkCopy = {
    ...(isSame ? {} : { delegatedBy: null, deferredUntil: null }),
    ...change,
    claimVersion: row.claimVersion + 1,
  };
  const previous = row.assignee === null || isSame ? {} : { previousAssignee: row.assignee };
  await store.connection.transaction(async (session) => {
    const current = { _id: row._id, claimVersion: row.claimVersion, state: 'created' as const };
    const shown = await store.userTasks.collection.updateOne(
      current as never,
      copyWork(work, previous),
      { session },
    );
    if (shown.matchedCount === 0) throw staleClaim();
    const standing = await store.taskWork.findById(row._id, null, { session }).lean().exec();
    if (standing?.completion) throw staleClaim();
    await storeWork(store, row, work, session);
  });
  return work.claimVersion;
}

async function storeWork(
  store: Store,
  { _id, organisationId, instanceId }: UserTaskDocument,
  { offers, ...values }: WorkCopy,
  session: ClientSession,
): Promise<void> {
  const update = {
    $set: values as object,
    ...(offers === undefined ? {} : { $addToSet: { offers: { $each: [...offers] } } }),
    $setOnInsert: { organisationId, instanceId, completion: null, drafts: [] },
  };
  await store.taskWork.updateOne({ _id }, update, { session, upsert: true }).exec();
}

const staleClaim = (): Conflict =>
  new Conflict('staleClaim', 'Somebody else changed who has the task. Read it again.');

async function copyDraft(store: Store, taskId: string, from: string, to: string): Promise<void> {
  const work = await store.taskWork.findById(taskId).lean().exec();
  const typed = work?.drafts.find(({ username }) => username === from);
  const own = work?.drafts.find(({ username }) => username === to);
  if (!typed || (own && own.savedAt >= typed.savedAt)) return;
  const draft = { ...typed, username: to };
  const others = (work?.drafts ?? []).filter(({ username }) => username !== to);
  // Somebody types at this moment: theirs is kept, and the copy of it is left out.
  await store.taskWork
    .updateOne({ _id: taskId, drafts: work?.drafts } as never, {
      $set: { drafts: [...others, draft] },
    })
    .exec();
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
    if (work) throw staleClaim();
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
