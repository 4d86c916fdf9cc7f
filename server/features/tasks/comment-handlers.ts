import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import type { UserTaskDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';
import type { AuditLogDocument, TaskCommentDocument } from '../../store/work-models.js';
import { describeComment, type CommentRepository } from './comment-repository.js';
import { displayNames } from './display-names.js';
import type { TaskDependencies } from './task-handlers.js';
import { isStaff, type TaskPeople } from './task-people.js';
import type { TaskRepository } from './task-repository.js';
import type { TellPeople } from './tell-people.js';

type CommentEndpoints =
  | 'listTaskComments'
  | 'createTaskComment'
  | 'updateTaskComment'
  | 'deleteTaskComment'
  | 'getTaskStory'
  | 'listTaskPeople';

export interface CommentDependencies {
  readonly store: Store;
  readonly tasks: TaskRepository;
  readonly comments: CommentRepository;
  readonly people: TaskPeople;
  readonly tell: TellPeople;
  readonly audit: TaskDependencies['audit'];
}

export function createCommentHandlers(deps: CommentDependencies): Handlers<CommentEndpoints> {
  const { tasks, comments, audit } = deps;
  return {
    listTaskComments: async ({ context, params }) => {
      const row = await tasks.get(context, params.userTaskKey);
      return { items: await describeAll(deps, context, row) };
    },
    createTaskComment: async ({ context, params, body }) => {
      const row = await tasks.get(context, params.userTaskKey);
      const mentions = await readMentions(deps, context, row, body.text);
      const said = { by: context.username, text: body.text, mentions, kind: 'comment' as const };
      const comment = await comments.add(row, said);
      await audit(context, 'taskCommented', row._id, undefined, { commentKey: comment._id });
      await tellMentioned(deps, context, row, comment, mentions);
      return describeOne(deps, context, comment);
    },
    updateTaskComment: async ({ context, params, body }) => {
      const row = await tasks.get(context, params.userTaskKey);
      const comment = await comments.getOwn(context, row, params.commentKey);
      if (comment.text === body.text) return describeOne(deps, context, comment);
      const mentions = await readMentions(deps, context, row, body.text);
      const edited = await comments.edit(comment, body.text, mentions);
      await audit(context, 'taskCommentEdited', row._id, undefined, { commentKey: comment._id });
      const added = mentions.filter((name) => !comment.mentions.includes(name));
      await tellMentioned(deps, context, row, edited, added);
      return describeOne(deps, context, edited);
    },
    deleteTaskComment: async ({ context, params }) => {
      const row = await tasks.get(context, params.userTaskKey);
      const comment = await comments.getOwn(context, row, params.commentKey);
      await comments.remove(comment);
      await audit(context, 'taskCommentDeleted', row._id, { commentKey: comment._id });
      return undefined;
    },
    getTaskStory: getTaskStory(deps),
    listTaskPeople: async ({ context, params, query }) => {
      const row = await tasks.get(context, params.userTaskKey);
      if (!isStaff(context.standing)) return { items: [] };
      const found = await deps.people.list(context, row, query.for, query.text);
      return { items: found.map(({ username, displayName }) => ({ username, displayName })) };
    },
  };
}

/** People who are named as `@anna` and may see the task. */
async function readMentions(
  { people }: CommentDependencies,
  { username }: RequestContext,
  row: UserTaskDocument,
  text: string,
): Promise<string[]> {
  const named = [...text.matchAll(/(?<![\w@.])@([a-z0-9][a-z0-9._-]{0,58}[a-z0-9])/g)];
  const usernames = [...new Set(named.map(([, name]) => name ?? ''))].slice(0, 50);
  const readers = await people.readersOf(row, usernames);
  return readers.map((person) => person.username).filter((name) => name !== username);
}

async function tellMentioned(
  { tell }: CommentDependencies,
  { person }: RequestContext,
  row: UserTaskDocument,
  { _id, text }: TaskCommentDocument,
  usernames: readonly string[],
): Promise<void> {
  await tell(row, usernames, {
    subject: `${person.displayName} mentioned you: ${row.businessKey} ${row.name}`,
    text,
    key: `comment:${_id}`,
  });
}

async function describeAll(
  { store, comments }: CommentDependencies,
  context: RequestContext,
  row: UserTaskDocument,
) {
  const rows = await comments.listOfInstance(context, row.instanceId);
  const names = await displayNames(
    store,
    context,
    rows.map(({ by }) => by),
  );
  return rows.map((comment) => describeComment(context, comment, names));
}

async function describeOne(
  { store }: CommentDependencies,
  context: RequestContext,
  comment: TaskCommentDocument,
) {
  return describeComment(context, comment, await displayNames(store, context, [comment.by]));
}

/** Changes of who has a task; comments are told in their own words. */
const TOLD_ACTS = [
  'taskAssigned',
  'taskReleased',
  'taskDelegated',
  'taskResolved',
  'taskHandedOver',
  'taskEscalated',
  'taskPutOff',
];
const MAX_ACTS = 300;

function getTaskStory(deps: CommentDependencies): HandlerOf<'getTaskStory'> {
  const { store, tasks } = deps;
  return async ({ context, params }) => {
    const row = await tasks.get(context, params.userTaskKey);
    const filter = {
      organisationId: context.organisationId,
      subjectType: 'UserTask',
      subjectKey: row._id,
      action: { $in: TOLD_ACTS },
    };
    const entries = await store.auditLogs
      .find(filter)
      .sort({ at: -1 })
      .limit(MAX_ACTS)
      .lean()
      .exec();
    const said = await describeAll(deps, context, row);
    const lines = [
      ...entries.map((entry) => describeAct(row, entry)),
      ...said.map((comment) => ({ type: 'comment' as const, at: comment.at, comment })),
    ];
    return { items: lines.sort((a, b) => b.at.localeCompare(a.at)) };
  };
}

function describeAct(row: UserTaskDocument, { at, actor, action, after }: AuditLogDocument) {
  const values = (after ?? {}) as Record<string, unknown>;
  const to = [values['assignee'], values['group'], values['role']].find(
    (value) => typeof value === 'string',
  );
  const until = values['until'];
  return {
    type: 'act' as const,
    at: at.toISOString(),
    userTaskKey: row._id,
    taskName: row.name,
    action,
    by: actor,
    ...(typeof to === 'string' ? { to } : {}),
    ...(typeof until === 'string' ? { until } : {}),
  };
}
