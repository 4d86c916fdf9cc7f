import type { Logger } from 'pino';
import type { Variables } from '../../../engine/index.js';
import type { CompletionResult, FormSchema } from '../../contract/index.js';
import { Conflict, EngineRefusal, EngineUnavailable, Forbidden } from '../../errors.js';
import type { RequestContext } from '../../http/request-context.js';
import type { UserTaskDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';
import type { TaskCompletion, TaskWorkDocument } from '../../store/work-models.js';
import type { ProcessEngine } from '../../temporal/process-engine.js';
import { absentBehind, requireActive, requireNotExcluded, taskRights } from './describe-task.js';
import type { TaskRepository } from './task-repository.js';

export interface TaskCompleterDependencies {
  readonly store: Store;
  readonly tasks: TaskRepository;
  readonly engine: ProcessEngine;
  readonly formOf: (row: UserTaskDocument) => Promise<FormSchema | undefined>;
  /** Checks and cleans what was typed; throws `Unprocessable` with the fields that are wrong. */
  readonly readForm: (
    schema: FormSchema,
    data: Variables,
    circumstances: { readonly zone: string; readonly variables: Readonly<Record<string, unknown>> },
  ) => Variables;
  readonly requireSize: (variables: Variables) => void;
  readonly logger: Logger;
  readonly now: () => Date;
}

export interface CompletionRequest {
  readonly variables: Variables;
  readonly commandId: string;
  readonly assignmentEpoch: number;
  readonly claimVersion?: number | undefined;
}

export interface TaskCompleter {
  complete(
    context: RequestContext,
    row: UserTaskDocument,
    request: CompletionRequest,
  ): Promise<CompletionResult>;
  /** Settles completions whose answer was lost. */
  settlePending(olderThan: Date): Promise<number>;
}

/** Completes a task exactly once: fence in the store, then the engine, then settled. */
export function createTaskCompleter(deps: TaskCompleterDependencies): TaskCompleter {
  return {
    complete: (context, row, request) => complete(deps, context, row, request),
    settlePending: async (olderThan) => {
      const filter = { 'completion.state': 'pending', 'completion.at': { $lt: olderThan } };
      const pending = await deps.store.taskWork
        .find(filter as never)
        .limit(200)
        .lean()
        .exec();
      let settled = 0;
      for (const work of pending) {
        // The engine is still out of reach: the others would only wait for it as well.
        if (!(await settle(deps, work))) break;
        settled += 1;
      }
      return settled;
    },
  };
}

async function complete(
  deps: TaskCompleterDependencies,
  context: RequestContext,
  row: UserTaskDocument,
  request: CompletionRequest,
): Promise<CompletionResult> {
  const { commandId, assignmentEpoch } = request;
  const work = await deps.tasks.work(row._id);
  const repeated = repeatedAnswer(context, work, request);
  if (repeated) return carryOut(deps, row, repeated);
  requireOpen(context, row, work);
  requireCurrent(row, request);
  const variables = await readInput(deps, context, row, request.variables);
  deps.requireSize(variables);
  const onBehalfOf = absentBehind(context, row);
  const standing = await deps.tasks.fence(row, {
    commandId,
    by: context.username,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    assignmentEpoch,
    at: deps.now(),
    state: 'pending',
    variables,
  });
  if (standing.commandId !== commandId) throw alreadyCompleted(standing.by, standing.at);
  return carryOut(deps, row, standing);
}

async function readInput(
  deps: TaskCompleterDependencies,
  context: RequestContext,
  row: UserTaskDocument,
  data: Variables,
): Promise<Variables> {
  const schema = await deps.formOf(row);
  if (schema === undefined) return data;
  const variables = await deps.tasks.visibleVariables(row);
  return deps.readForm(schema, data, { zone: context.person.zone, variables });
}

/** From the fence to the settled completion; harmless to do again. */
async function carryOut(
  { store, tasks, engine }: TaskCompleterDependencies,
  row: UserTaskDocument,
  completion: TaskCompletion,
): Promise<CompletionResult> {
  const { commandId, by, onBehalfOf, assignmentEpoch } = completion;
  const completedAt = completion.at.toISOString();
  if (completion.state === 'completed') return { state: 'completed', completedAt };
  try {
    await engine.completeTask(row.instanceId, {
      commandId,
      taskId: row._id,
      assignmentEpoch,
      // They were checked as JSON before the fence kept them.
      variables: (completion.variables ?? {}) as Variables,
      actor: { type: 'user', id: by, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) },
    });
  } catch (error) {
    if (error instanceof EngineUnavailable) return { state: 'pending', completedAt };
    if (!(error instanceof EngineRefusal)) throw error;
    if (!(await wasApplied(store, row._id, completion))) {
      await tasks.unfence(row._id, commandId);
      throw error;
    }
  }
  await tasks.settle(row._id, commandId);
  return { state: 'completed', completedAt };
}

/** Gives false when the engine does not answer. */
async function settle(deps: TaskCompleterDependencies, work: TaskWorkDocument): Promise<boolean> {
  const row = await deps.store.userTasks.findById(work._id).lean().exec();
  if (!row || !work.completion) return true;
  // It was kept before the instance was suspended, and is told when that is over.
  if (row.isSuspended === true) return true;
  try {
    const { state } = await carryOut(deps, row, work.completion);
    return state === 'completed';
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    const { commandId, by } = work.completion;
    const refused = { taskId: work._id, commandId, by, code: error.code };
    deps.logger.warn(refused, 'kept completion was refused');
    return true;
  }
}

/** The same command again: its own answer, whether it is settled or not. */
function repeatedAnswer(
  { username }: RequestContext,
  work: TaskWorkDocument | null,
  { commandId }: CompletionRequest,
): TaskCompletion | undefined {
  const completion = work?.completion;
  return completion?.commandId === commandId && completion.by === username ? completion : undefined;
}

function requireOpen(
  context: RequestContext,
  row: UserTaskDocument,
  work: TaskWorkDocument | null,
): void {
  if (row.state === 'canceled') {
    throw new Conflict('taskCanceled', 'The process has moved on: the task is no longer needed.');
  }
  if (row.state === 'completed')
    throw alreadyCompleted(row.completedBy ?? '', row.completedAt ?? row.createdAt);
  if (work?.completion) throw alreadyCompleted(work.completion.by, work.completion.at);
  requireActive(row);
  requireNotExcluded(row, context.username);
  if (taskRights(context, row).complete) return;
  if (row.assignee === context.username && row.delegatedBy !== undefined) {
    throw new Conflict('delegated', `Hand the task back to '${row.delegatedBy}' instead.`, {
      params: { delegatedBy: row.delegatedBy },
    });
  }
  if (row.assignee !== null && row.assignee !== context.username) {
    throw new Conflict('assignedToOther', `The task is assigned to '${row.assignee}'.`, {
      params: { assignee: row.assignee },
    });
  }
  throw new Forbidden('forbidden', 'The task is not offered to you.');
}

function requireCurrent(row: UserTaskDocument, request: CompletionRequest): void {
  if (request.assignmentEpoch !== row.assignmentEpoch) {
    throw new Conflict(
      'staleAssignment',
      'The process has changed who is offered the task. Read it again.',
    );
  }
  if (request.claimVersion !== undefined && request.claimVersion !== row.claimVersion) {
    throw new Conflict('staleClaim', 'Somebody else changed who has the task. Read it again.');
  }
}

function alreadyCompleted(by: string, at: Date): Conflict {
  return new Conflict('taskAlreadyCompleted', `The task was completed by '${by}'.`, {
    params: { completedBy: by, completedAt: at.toISOString() },
  });
}

/** A refused completion that was lost on its way back: the facts tell that it was applied. */
async function wasApplied(store: Store, taskId: string, { by }: TaskCompletion): Promise<boolean> {
  const row = await store.userTasks.findById(taskId).lean().exec();
  return row?.state === 'completed' && row.completedBy === by;
}
