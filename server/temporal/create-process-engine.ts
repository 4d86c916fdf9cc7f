import {
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import {
  ApplicationFailure,
  type SignalDefinition,
  type UpdateDefinition,
} from '@temporalio/common';
import type { Program } from '../../engine/index.js';
import {
  cancelInstanceUpdate,
  completeAdHocUpdate,
  completeJobUpdate,
  completeTaskUpdate,
  deliverBpmnSignalSignal,
  deliverMessageSignal,
  publishTermsUpdate,
  recallMessageUpdate,
  retryIncidentUpdate,
  setVariablesUpdate,
  startActivitiesUpdate,
  suspendInstanceUpdate,
  type CommandAnswer,
  type ProcessWorkflowStart,
} from '../../workflows/messages.js';
import {
  changeTimerSignal,
  TIMER_STARTER_TYPE,
  type TimerChange,
  type TimerStarterStart,
} from '../../workflows/timer-starter-messages.js';
import { EngineRefusal, EngineUnavailable } from '../errors.js';
import type { ProcessEngine } from './process-engine.js';
import { createTurns } from './turns.js';

export interface ProcessEngineOptions {
  readonly client: Client;
  readonly taskQueue: string;
  /** How long a person waits for an answer; afterwards the command is settled in the background. */
  readonly answerTimeoutMs?: number;
}

const ANSWER_TIMEOUT_MS = 10_000;

/** Temporal refuses more than ten at a time for one instance. */
const UPDATES_IN_FLIGHT = 8;
/** gRPC's status, by number: its package is the client's own. */
const RESOURCE_EXHAUSTED: number = 8;
const ROOM_RETRY_MS = 50;

/**
 * A task can be seen before its instance knows it: when a worker died after it had stored the facts, the step that opened
 * the task is taken again, and an update may come first. So a task counts as unknown only if it stays unknown.
 */
const UNKNOWN_TASK_RETRIES_MS = [200, 400, 800];

/** The durable engine over a Temporal client. */
export function createProcessEngine(options: ProcessEngineOptions): ProcessEngine {
  const { client } = options;
  const timeout = options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS;
  const handle = (instanceId: string): WorkflowHandle => client.workflow.getHandle(instanceId);

  function call<Result>(work: () => Promise<Result>): Promise<Result> {
    return translate(() => client.withDeadline(Date.now() + timeout, work));
  }

  const turns = createTurns(UPDATES_IN_FLIGHT);

  function update<Command extends { readonly commandId: string }>(
    definition: UpdateDefinition<CommandAnswer, [Command]>,
  ) {
    return async (instanceId: string, command: Command): Promise<void> => {
      const updateOptions = { args: [command] as [Command], updateId: command.commandId };
      const send = () => handle(instanceId).executeUpdate(definition, updateOptions);
      const giveUpAt = Date.now() + timeout;
      await turns.take(instanceId, async () => {
        if (Date.now() > giveUpAt) throw new EngineUnavailable('The engine has too much to do.');
        await call(() => insistOnRoom(send));
      });
    };
  }

  function signal<Delivery>(definition: SignalDefinition<[Delivery]>) {
    return async (instanceId: string, delivery: Delivery): Promise<void> => {
      await call(() => handle(instanceId).signal(definition, delivery));
    };
  }

  return {
    start: (program, start) => startOnce(() => call(() => begin(options, program, start))),
    completeTask: (instanceId, command) =>
      insistOnTask(() => update(completeTaskUpdate)(instanceId, command)),
    completeJob: update(completeJobUpdate),
    retryIncident: update(retryIncidentUpdate),
    setVariables: update(setVariablesUpdate),
    cancel: update(cancelInstanceUpdate),
    suspend: update(suspendInstanceUpdate),
    publishTerms: update(publishTermsUpdate),
    startActivities: update(startActivitiesUpdate),
    completeAdHoc: update(completeAdHocUpdate),
    deliverMessage: signal(deliverMessageSignal),
    deliverSignal: signal(deliverBpmnSignalSignal),
    recallMessage: async (instanceId, recall) => {
      await call(() => handle(instanceId).executeUpdate(recallMessageUpdate, { args: [recall] }));
    },
    changeTimerStart: (organisationId, starterId, change) =>
      call(() => changeTimer(options, organisationId, starterId, change)),
    checkHealth: async () => {
      await call(() => client.connection.ensureConnected());
    },
  };
}

async function begin(
  { client, taskQueue }: ProcessEngineOptions,
  program: Program,
  start: ProcessWorkflowStart,
): Promise<void> {
  await client.workflow.start(start.instance.processId, {
    workflowId: start.instance.instanceId,
    taskQueue,
    args: [program, start],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
  });
}

async function startOnce(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** Other servers send updates too, so there may be no room in spite of the turns. */
async function insistOnRoom<Result>(send: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const cause = error instanceof ServiceError ? error.cause : undefined;
      const status: number | undefined = isGrpcServiceError(cause) ? cause.code : undefined;
      if (status !== RESOURCE_EXHAUSTED) throw error;
      // The deadline of the call ends this.
      await new Promise((resolve) => setTimeout(resolve, ROOM_RETRY_MS));
    }
  }
}

/** One call whether or not the starter runs: there is no moment between asking and starting. */
async function changeTimer(
  { client, taskQueue }: ProcessEngineOptions,
  organisationId: string,
  starterId: string,
  change: TimerChange,
): Promise<void> {
  const { order } = change;
  if (order === null) {
    await endTimer(client.workflow.getHandle(starterId), change);
    return;
  }
  const start: TimerStarterStart = { organisationId, starterId, order };
  await client.workflow.signalWithStart(TIMER_STARTER_TYPE, {
    workflowId: starterId,
    taskQueue,
    args: [start],
    signal: changeTimerSignal,
    signalArgs: [change],
  });
}

async function endTimer(starter: WorkflowHandle, change: TimerChange): Promise<void> {
  try {
    await starter.signal(changeTimerSignal, change);
  } catch (error) {
    // It has ended already, or was never told to begin.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

async function insistOnTask(complete: () => Promise<void>): Promise<void> {
  for (const delay of UNKNOWN_TASK_RETRIES_MS) {
    try {
      return await complete();
    } catch (error) {
      if (!(error instanceof EngineRefusal) || error.code !== 'unknownTask') throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
  return complete();
}

async function translate<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) throw refusalOf(error);
    if (error instanceof WorkflowNotFoundError) {
      throw new EngineRefusal(
        'instanceEnded',
        'Expected a running instance, but it has ended.',
        error,
      );
    }
    if (
      error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
      error instanceof ServiceError
    ) {
      throw new EngineUnavailable('The engine did not answer in time.', error);
    }
    throw error;
  }
}

function refusalOf(error: WorkflowUpdateFailedError): EngineRefusal {
  const { cause } = error;
  if (cause instanceof ApplicationFailure) {
    return new EngineRefusal(cause.type ?? 'refused', cause.message, error);
  }
  return new EngineRefusal('refused', cause?.message ?? error.message, error);
}
