import { Conflict, Forbidden, Unprocessable } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import type { UserTaskDocument } from '../../store/projection-models.js';
import type { TaskCommentDocument } from '../../store/work-models.js';
import { offerKeys } from '../../store/task-lists.js';
import type { UserTask } from '../../contract/index.js';
import type { CommentDependencies } from './comment-handlers.js';
import { requireActive, taskRights } from './describe-task.js';

type ActEndpoints =
  | 'delegateUserTask'
  | 'resolveUserTask'
  | 'handOverUserTask'
  | 'escalateUserTask'
  | 'followUpUserTask';

/** What an escalated task is raised to at least, of 100. */
const ESCALATED_PRIORITY = 90;

interface Fence {
  readonly claimVersion: number;
  readonly assignmentEpoch: number;
}

export type ActDependencies = CommentDependencies & { readonly now: () => Date };

/** What people do with a task besides claiming and completing it. */
export function createActHandlers(deps: ActDependencies): Handlers<ActEndpoints> {
  return {
    delegateUserTask: delegateUserTask(deps),
    resolveUserTask: resolveUserTask(deps),
    handOverUserTask: handOverUserTask(deps),
    escalateUserTask: escalateUserTask(deps),
    followUpUserTask: async ({ context, params, body }) =>
      putOff(deps, context, await deps.tasks.get(context, params.userTaskKey), body),
  };
}

/** Refuses what is not possible now, then what the person did not know of. */
export function requireAct(
  context: RequestContext,
  row: UserTaskDocument,
  act: keyof UserTask['can'],
  fence: Fence,
): void {
  if (row.state !== 'created') {
    throw new Conflict('taskNotOpen', `Expected an open task, but it is ${row.state}.`, {
      params: { state: row.state },
    });
  }
  if (fence.claimVersion !== row.claimVersion || fence.assignmentEpoch !== row.assignmentEpoch) {
    throw new Conflict('staleClaim', 'Somebody else changed who has the task. Read it again.');
  }
  requireActive(row);
  if (taskRights(context, row)[act]) return;
  if (row.assignee !== null && row.assignee !== context.username) {
    throw new Conflict('assignedToOther', `The task is assigned to '${row.assignee}'.`, {
      params: { assignee: row.assignee },
    });
  }
  throw new Forbidden('forbidden', 'You cannot do this with the task as it stands.');
}

async function say(
  { comments }: ActDependencies,
  { username }: RequestContext,
  row: UserTaskDocument,
  kind: TaskCommentDocument['kind'],
  text: string | undefined,
): Promise<void> {
  if (text !== undefined) await comments.add(row, { by: username, kind, text, mentions: [] });
}

/** Told once for this change of the task. */
const keyOf = (row: UserTaskDocument, claimVersion: number): string =>
  `task:${row._id}:${String(claimVersion)}`;

const titleOf = (row: UserTaskDocument): string => `${row.businessKey} ${row.name}`;

function delegateUserTask(deps: ActDependencies): HandlerOf<'delegateUserTask'> {
  const { tasks, people, audit, tell } = deps;
  return async ({ context, params, body }) => {
    const row = await tasks.get(context, params.userTaskKey);
    requireAct(context, row, 'delegate', body);
    await people.require(context, row, body.to, 'delegation');
    if (body.to === context.username) throw toOneself();
    await tasks.copyDraft(row._id, context.username, body.to);
    const claimVersion = await tasks.change(row, {
      assignee: body.to,
      delegatedBy: context.username,
    });
    await audit(context, 'taskDelegated', row._id, undefined, { assignee: body.to });
    await say(deps, context, row, 'delegation', body.note);
    await tell(row, [body.to], {
      subject: `${context.person.displayName} asks you to do: ${titleOf(row)}`,
      text: body.note ?? '',
      key: keyOf(row, claimVersion),
    });
    return { assignee: body.to, claimVersion };
  };
}

function resolveUserTask(deps: ActDependencies): HandlerOf<'resolveUserTask'> {
  const { tasks, audit, tell } = deps;
  return async ({ context, params, body }) => {
    const row = await tasks.get(context, params.userTaskKey);
    requireAct(context, row, 'resolve', body);
    const owner = row.delegatedBy ?? context.username;
    await tasks.copyDraft(row._id, context.username, owner);
    const claimVersion = await tasks.change(row, { assignee: owner });
    await audit(context, 'taskResolved', row._id, undefined, { assignee: owner });
    await say(deps, context, row, 'resolution', body.note);
    await tell(row, [owner], {
      subject: `${context.person.displayName} hands back: ${titleOf(row)}`,
      text: body.note ?? '',
      key: keyOf(row, claimVersion),
    });
    return { assignee: owner, claimVersion };
  };
}

function handOverUserTask(deps: ActDependencies): HandlerOf<'handOverUserTask'> {
  const { tasks, people, audit, tell } = deps;
  return async ({ context, params, body }) => {
    const row = await tasks.get(context, params.userTaskKey);
    requireAct(context, row, 'handOver', body);
    const { toUser, toGroup = '', note } = body;
    if (toUser === context.username) throw toOneself();
    if (toUser !== undefined) await people.require(context, row, toUser, 'handOver');
    else if (!row.offeredTo.includes(offerKeys.group(toGroup))) {
      throw new Unprocessable('notAmongCandidates', `The task is not offered to '${toGroup}'.`, {
        params: { group: toGroup },
      });
    }
    if (toUser !== undefined) await tasks.copyDraft(row._id, context.username, toUser);
    const claimVersion = await tasks.change(row, { assignee: toUser ?? null });
    const target = toUser === undefined ? { group: toGroup } : { assignee: toUser };
    await audit(context, 'taskHandedOver', row._id, { assignee: row.assignee }, target);
    await say(deps, context, row, 'handOver', note);
    const told = toUser === undefined ? await people.membersOf(row, { groups: toGroup }) : [toUser];
    await tell(
      row,
      told.filter((name) => name !== context.username),
      {
        subject: `${context.person.displayName} hands over: ${titleOf(row)}`,
        text: note,
        key: keyOf(row, claimVersion),
      },
    );
    return { ...(toUser === undefined ? {} : { assignee: toUser }), claimVersion };
  };
}

function escalateUserTask(deps: ActDependencies): HandlerOf<'escalateUserTask'> {
  const { tasks, people, audit, tell, now } = deps;
  return async ({ context, params, body }) => {
    const row = await tasks.get(context, params.userTaskKey);
    requireAct(context, row, 'escalate', body);
    const { toUser, toRole = '', note } = body;
    if (toUser === context.username) throw toOneself();
    if (toUser !== undefined) await people.require(context, row, toUser, 'escalation');
    const members =
      toUser === undefined ? await people.membersOf(row, { roles: toRole }) : [toUser];
    const told = members.filter((name) => name !== context.username);
    if (told.length === 0) {
      throw new Unprocessable('nobodyToEscalateTo', `Nobody else holds the role '${toRole}'.`, {
        params: { role: toRole },
      });
    }
    if (toUser !== undefined) await tasks.copyDraft(row._id, context.username, toUser);
    const claimVersion = await tasks.change(row, {
      assignee: toUser ?? null,
      offers: [toUser === undefined ? offerKeys.role(toRole) : offerKeys.user(toUser)],
      escalatedAt: now(),
      priority: Math.max(row.priority, ESCALATED_PRIORITY),
    });
    const target = toUser === undefined ? { role: toRole } : { assignee: toUser };
    await audit(context, 'taskEscalated', row._id, { assignee: row.assignee }, target);
    await say(deps, context, row, 'escalation', note);
    await tell(row, told, {
      subject: `${context.person.displayName} escalates: ${titleOf(row)}`,
      text: note,
      key: keyOf(row, claimVersion),
    });
    return { ...(toUser === undefined ? {} : { assignee: toUser }), claimVersion };
  };
}

/** Hides the task from the person's own list until then. */
export async function putOff(
  { tasks, audit, now }: Pick<ActDependencies, 'tasks' | 'audit' | 'now'>,
  context: RequestContext,
  row: UserTaskDocument,
  { at, ...fence }: Fence & { readonly at?: string | undefined },
): Promise<{ assignee?: string; claimVersion: number }> {
  requireAct(context, row, 'followUp', fence);
  const until = at === undefined ? null : new Date(at);
  if (until !== null && until <= now()) {
    throw new Unprocessable('notInFuture', 'Expected a moment in the future.', {
      errors: [{ path: 'at', rule: 'future', message: 'Expected a moment in the future' }],
    });
  }
  const claimVersion = await tasks.change(row, {
    assignee: context.username,
    delegatedBy: row.delegatedBy,
    deferredUntil: until,
  });
  const after = until === null ? {} : { until: until.toISOString() };
  await audit(context, 'taskPutOff', row._id, undefined, after);
  return { assignee: context.username, claimVersion };
}

const toOneself = (): Unprocessable => new Unprocessable('toOneself', 'The task is already yours.');
