import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import type { TaskComment } from '../../contract/index.js';
import { NotFound } from '../../errors.js';
import type { RequestContext } from '../../http/request-context.js';
import type { UserTaskDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';
import type { TaskCommentDocument } from '../../store/work-models.js';

/** An instance that is talked about more than this shows what was said last. */
const MAX_SHOWN = 500;

type Said = Pick<TaskCommentDocument, 'by' | 'text' | 'mentions' | 'kind'>;

export interface CommentRepository {
  /** What is said about the tasks of the instance that the person may see, oldest first. */
  listOfInstance(context: RequestContext, instanceId: string): Promise<TaskCommentDocument[]>;
  add(row: UserTaskDocument, said: Said): Promise<TaskCommentDocument>;
  /** Finds a comment of the person's own on this task. */
  getOwn(
    context: RequestContext,
    row: UserTaskDocument,
    commentKey: string,
  ): Promise<TaskCommentDocument>;
  edit(
    comment: TaskCommentDocument,
    text: string,
    mentions: string[],
  ): Promise<TaskCommentDocument>;
  remove(comment: TaskCommentDocument): Promise<void>;
}

export function createCommentRepository(store: Store, now: () => Date): CommentRepository {
  const inOne = (work: (session: ClientSession) => Promise<void>) =>
    store.connection.transaction(work);
  const touch = (taskId: string, commentCount: number, session: ClientSession) =>
    store.userTasks
      .updateOne({ _id: taskId }, { $inc: { commentCount, commentVersion: 1 } }, { session })
      .exec();
  return {
    listOfInstance: (context, instanceId) => listOfInstance(store, context, instanceId),
    add: async (row, said) => {
      const comment = newComment(row, said, now());
      await inOne(async (session) => {
        await store.taskComments.collection.insertOne(comment as never, { session });
        await touch(row._id, 1, session);
      });
      return comment;
    },
    getOwn: async ({ organisationId, username }, row, commentKey) => {
      const filter = { _id: commentKey, organisationId, taskId: row._id, by: username };
      const comment = await store.taskComments.findOne(filter).lean().exec();
      if (!comment || comment.deletedAt !== undefined || comment.kind !== 'comment')
        throw new NotFound('comment', commentKey);
      return comment;
    },
    edit: async (comment, text, mentions) => {
      const editedAt = now();
      const before = { text: comment.text, at: comment.editedAt ?? comment.at };
      await inOne(async (session) => {
        const update = { $set: { text, mentions, editedAt }, $push: { earlier: before } };
        await store.taskComments.updateOne({ _id: comment._id }, update, { session }).exec();
        await touch(comment.taskId, 0, session);
      });
      return { ...comment, text, mentions, editedAt, earlier: [...comment.earlier, before] };
    },
    remove: (comment) =>
      inOne(async (session) => {
        const current = { _id: comment._id, deletedAt: { $exists: false } };
        const { modifiedCount } = await store.taskComments
          .updateOne(current, { $set: { deletedAt: now() } }, { session })
          .exec();
        if (modifiedCount > 0) await touch(comment.taskId, -1, session);
      }),
  };
}

function newComment(row: UserTaskDocument, said: Said, at: Date): TaskCommentDocument {
  return {
    _id: randomUUID(),
    organisationId: row.organisationId,
    instanceId: row.instanceId,
    taskId: row._id,
    taskName: row.name,
    at,
    earlier: [],
    ...said,
  };
}

async function listOfInstance(
  store: Store,
  context: RequestContext,
  instanceId: string,
): Promise<TaskCommentDocument[]> {
  const { organisationId } = context;
  const newest = await store.taskComments
    .find({ organisationId, instanceId })
    .sort({ at: -1 })
    .limit(MAX_SHOWN)
    .lean()
    .exec();
  if (newest.length === 0) return [];
  const taskIds = [...new Set(newest.map(({ taskId }) => taskId))];
  const visible = await store.userTasks
    .find(withConditions(allowedRows(context, 'read', 'UserTask'), { _id: { $in: taskIds } }), {
      _id: 1,
    })
    .lean()
    .exec();
  const ids = new Set(visible.map(({ _id }) => _id));
  return newest.filter(({ taskId }) => ids.has(taskId)).reverse();
}

export function describeComment(
  { username }: RequestContext,
  comment: TaskCommentDocument,
  names: ReadonlyMap<string, string>,
): TaskComment {
  const { deletedAt, editedAt } = comment;
  const isOwn = comment.by === username && comment.kind === 'comment';
  return {
    commentKey: comment._id,
    userTaskKey: comment.taskId,
    taskName: comment.taskName,
    kind: comment.kind,
    by: comment.by,
    byName: names.get(comment.by) ?? comment.by,
    at: comment.at.toISOString(),
    ...(deletedAt === undefined ? { text: comment.text } : { deletedAt: deletedAt.toISOString() }),
    ...(editedAt === undefined ? {} : { editedAt: editedAt.toISOString() }),
    earlier:
      deletedAt === undefined
        ? comment.earlier.map(({ text, at }) => ({ text, at: at.toISOString() }))
        : [],
    mentions: comment.mentions,
    canEdit: isOwn && deletedAt === undefined,
  };
}
