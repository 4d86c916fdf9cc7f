import { isAllowed } from '../../access/ability.js';
import type { EndpointBody, Endpoints, FormSchema, UserTaskFilter } from '../../contract/index.js';
import { Conflict, Forbidden, NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { countRows, searchRows } from '../../http/search-rows.js';
import type { UserTaskDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';
import type { TaskCompleter } from './complete-task.js';
import {
  absentBehind,
  describeTask,
  isOfAbsent,
  mayWorkOn,
  requireActive,
  requireNotExcluded,
  taskRights,
} from './describe-task.js';
import { displayNames } from './display-names.js';
import { taskRows, taskSort } from './task-search.js';
import { type ServiceTimes, timesOf } from './task-service-times.js';
import type { TaskRepository } from './task-repository.js';

type TaskEndpoints =
  | 'searchUserTasks'
  | 'getUserTaskCounts'
  | 'getUserTask'
  | 'assignUserTask'
  | 'unassignUserTask'
  | 'completeUserTask'
  | 'saveUserTaskDraft';

export interface TaskDependencies {
  readonly store: Store;
  readonly tasks: TaskRepository;
  readonly completer: TaskCompleter;
  readonly serviceTimes: ServiceTimes;
  readonly formOf: (row: UserTaskDocument) => Promise<FormSchema | undefined>;
  readonly temporalUrl: (context: RequestContext, instanceId: string) => string | undefined;
  readonly audit: (
    context: RequestContext,
    action: string,
    taskId: string,
    before?: unknown,
    after?: unknown,
  ) => Promise<void>;
  readonly now: () => Date;
}

export function createTaskHandlers(deps: TaskDependencies): Handlers<TaskEndpoints> {
  return {
    searchUserTasks: searchUserTasks(deps),
    getUserTaskCounts: getUserTaskCounts(deps),
    getUserTask: getUserTask(deps),
    assignUserTask: ({ context, params, body }) =>
      assignTask(deps, context, params.userTaskKey, body),
    unassignUserTask: ({ context, params }) => releaseTask(deps, context, params.userTaskKey),
    completeUserTask: completeUserTask(deps),
    saveUserTaskDraft: saveUserTaskDraft(deps),
  };
}

async function describeDetail(
  deps: TaskDependencies,
  context: RequestContext,
  row: UserTaskDocument,
) {
  const { store, tasks } = deps;
  const [schema, variables, work, names, time] = await Promise.all([
    deps.formOf(row),
    tasks.visibleVariables(row),
    tasks.work(row._id),
    displayNames(store, context, namedIn([row])),
    timesOf(deps.serviceTimes, context, [row]),
  ]);
  const draft = work?.drafts.find((one) => one.username === context.username);
  const url = deps.temporalUrl(context, row.instanceId);
  return {
    ...describeTask(context, row, names, time.get(row._id)),
    ...(schema === undefined || row.formId === undefined
      ? {}
      : { form: { formId: row.formId, schema } }),
    variables: schema === undefined ? {} : onlyMentioned(schema, variables),
    ...(draft === undefined
      ? {}
      : { draft: { variables: draft.variables as never, savedAt: draft.savedAt.toISOString() } }),
    ...(url === undefined ? {} : { temporalUiUrl: url }),
  };
}

/** Whoever gets a task sees what its form speaks of, and nothing else of the instance. */
function onlyMentioned(
  schema: FormSchema,
  variables: Record<string, unknown>,
): Record<string, unknown> {
  const words = new Set(JSON.stringify(schema).match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
  return Object.fromEntries(Object.entries(variables).filter(([name]) => words.has(name)));
}

function requireClaimable(
  context: RequestContext,
  row: UserTaskDocument,
  assignee: string,
  allowOverride: boolean,
): void {
  requireOpen(row);
  requireNotExcluded(row, assignee);
  const rights = taskRights(context, row);
  if (assignee === context.username && !rights.assign) requireActive(row);
  if (assignee !== context.username && !rights.assign) {
    throw new Forbidden('forbidden', 'You have no right to give tasks to others.');
  }
  const isToBeTaken = assignee === context.username && isOfAbsent(context, row);
  if (row.assignee === null || row.assignee === assignee || isToBeTaken) {
    if (rights.claim || rights.assign || row.assignee === context.username) return;
    throw new Forbidden('forbidden', 'The task is not offered to you.');
  }
  const mayOverride = allowOverride && isAllowed(context.ability, 'assign', 'UserTask', row);
  if (!mayOverride) throw notYours(row);
}

function requireOpen(row: UserTaskDocument): void {
  if (row.state === 'created') return;
  throw new Conflict('taskNotOpen', `Expected an open task, but it is ${row.state}.`, {
    params: { state: row.state },
  });
}

function requireClaimVersion(row: UserTaskDocument, claimVersion: number | undefined): void {
  if (claimVersion === undefined || claimVersion === row.claimVersion) return;
  throw new Conflict('staleClaim', 'Somebody else changed who has the task. Read it again.');
}

function notYours(row: UserTaskDocument): Conflict {
  return new Conflict('assignedToOther', `The task is assigned to '${row.assignee ?? 'nobody'}'.`, {
    params: { assignee: row.assignee },
  });
}

async function requirePerson(
  store: Store,
  { organisationId }: RequestContext,
  username: string,
): Promise<void> {
  const isKnown = await store.users.exists({ organisationId, username, isDisabled: false });
  if (!isKnown) throw new NotFound('user', username);
}

/** Those whose names a task is shown with. */
const namedIn = (rows: readonly UserTaskDocument[]): string[] =>
  rows.flatMap(({ assignee }) => (assignee === null ? [] : [assignee]));

function searchUserTasks(deps: TaskDependencies): HandlerOf<'searchUserTasks'> {
  const { store, now } = deps;
  return async ({ context, body }) => {
    const { rows, page } = await searchRows(store.userTasks, {
      filter: taskRows(context, body.filter ?? {}, now()),
      sort: taskSort(body.sort),
      page: body.page,
    });
    const [names, times] = await Promise.all([
      displayNames(store, context, namedIn(rows)),
      timesOf(deps.serviceTimes, context, rows),
    ]);
    const items = rows.map((row) => describeTask(context, row, names, times.get(row._id)));
    return { items, page };
  };
}

function getUserTaskCounts(deps: TaskDependencies): HandlerOf<'getUserTaskCounts'> {
  const { store, now } = deps;
  return async ({ context }) => {
    const count = (filter: UserTaskFilter) =>
      countRows(store.userTasks, taskRows(context, filter, now()));
    const [mine, myGroups, unassigned, atRisk, completed] = await Promise.all([
      count({ mine: true }),
      count({ myGroups: true }),
      count({ unassigned: true }),
      count({ atRisk: true }),
      count({ completed: true }),
    ]);
    return { mine, myGroups, unassigned, atRisk, completed };
  };
}

function getUserTask(deps: TaskDependencies): HandlerOf<'getUserTask'> {
  const { tasks } = deps;
  return async ({ context, params }) =>
    describeDetail(deps, context, await tasks.get(context, params.userTaskKey));
}

export async function assignTask(
  { store, tasks, audit }: TaskDependencies,
  context: RequestContext,
  userTaskKey: string,
  body: EndpointBody<Endpoints['assignUserTask']>,
): Promise<{ assignee: string; claimVersion: number }> {
  const row = await tasks.get(context, userTaskKey);
  const assignee = body.assignee ?? context.username;
  requireClaimable(context, row, assignee, body.allowOverride);
  requireClaimVersion(row, body.claimVersion);
  if (assignee !== context.username) await requirePerson(store, context, assignee);
  if (row.assignee === assignee) return { assignee, claimVersion: row.claimVersion };
  const claimVersion = await tasks.change(row, { assignee });
  const onBehalfOf = assignee === context.username ? absentBehind(context, row) : undefined;
  const after = { assignee, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
  await audit(context, 'taskAssigned', row._id, { assignee: row.assignee }, after);
  return { assignee, claimVersion };
}

export async function releaseTask(
  { tasks, audit }: TaskDependencies,
  context: RequestContext,
  userTaskKey: string,
  seenVersion?: number,
): Promise<{ claimVersion: number }> {
  const row = await tasks.get(context, userTaskKey);
  requireOpen(row);
  requireClaimVersion(row, seenVersion);
  if (row.assignee === null) return { claimVersion: row.claimVersion };
  if (!taskRights(context, row).release) throw notYours(row);
  const claimVersion = await tasks.change(row, { assignee: null });
  await audit(context, 'taskReleased', row._id, { assignee: row.assignee });
  return { claimVersion };
}

function completeUserTask(deps: TaskDependencies): HandlerOf<'completeUserTask'> {
  const { tasks, completer } = deps;
  return async ({ context, params, body }) =>
    completer.complete(context, await tasks.get(context, params.userTaskKey), body);
}

function saveUserTaskDraft(deps: TaskDependencies): HandlerOf<'saveUserTaskDraft'> {
  const { tasks } = deps;
  return async ({ context, params, body }) => {
    const row = await tasks.get(context, params.userTaskKey);
    requireOpen(row);
    requireNotExcluded(row, context.username);
    if (!mayWorkOn(context, row)) throw notYours(row);
    const savedAt = deps.now();
    await tasks.saveDraft(row, context.username, body.variables, savedAt);
    return { variables: body.variables, savedAt: savedAt.toISOString() };
  };
}
