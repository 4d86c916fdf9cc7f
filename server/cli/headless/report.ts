import type { Variables } from '../../../engine/index.js';
import type { InMemoryInstance } from '../../../engine/in-memory-driver/index.js';
import type { RunArguments } from './run-arguments.js';
import { begunInstances, mainInstance, type Session } from './session.js';
import { listActive, listIncidents, listOpen, listWaitingTokens } from './standing.js';
import type { RefusedStep } from './stimulus.js';
import { toInstant, writeTrace } from './trace.js';

interface Ending {
  readonly asked: RunArguments;
  readonly refusals: readonly RefusedStep[];
  readonly isLimited: boolean;
}

/** The document of a run: where it stands, and what happened. */
export function writeReport(session: Session, { asked, refusals, isLimited }: Ending): object {
  const main = mainInstance(session);
  const open = listOpen(session);
  return {
    ...describeEnd(main),
    stopped: isLimited ? 'limit' : isEnded(main) ? 'ended' : 'waiting',
    processId: main?.processId ?? null,
    startedAt: toInstant(asked.now),
    now: toInstant(session.driver.now()),
    variables: main === undefined ? {} : variablesOf(main),
    ...open,
    incidents: listIncidents(session),
    activeElements: listActive(session),
    waitingTokens: listWaitingTokens(session),
    instances: begunInstances(session).map((instance) => describeInstance(session, instance)),
    refusals,
    ...writeTrace(session, asked.isTraceWhole),
  };
}

function isEnded(instance: InMemoryInstance | undefined): boolean {
  return instance?.outcome !== undefined;
}

type Status = 'notStarted' | 'open' | 'completed' | 'canceled' | 'failed';

interface End {
  readonly status: Status;
  /** With `failed`: the error that nobody caught. */
  readonly failure?: { readonly errorCode: string; readonly message: string };
  /** With `open`. */
  readonly isSuspended?: true;
  /** With `canceled`. */
  readonly reason?: string;
}

function describeEnd(instance: InMemoryInstance | undefined): End {
  if (instance === undefined) return { status: 'notStarted' };
  const { outcome, state } = instance;
  switch (outcome?.type) {
    case undefined:
      return { status: 'open', ...(state.deferred === undefined ? {} : { isSuspended: true }) };
    case 'completed':
      return { status: 'completed' };
    case 'canceled':
      return { status: 'canceled', reason: outcome.reason };
    case 'error': {
      const { errorCode, message } = outcome;
      return { status: 'failed', failure: { errorCode, message } };
    }
  }
}

function variablesOf({ state, variables }: InMemoryInstance): Variables {
  return variables ?? state.instances[state.root]?.variables ?? {};
}

function describeInstance({ names }: Session, instance: InMemoryInstance): object {
  const { instanceId, processId, state, parent } = instance;
  return {
    instance: names.nameOf(instanceId),
    instanceId,
    processId,
    ...(parent === undefined ? {} : { calledBy: names.nameOf(parent.instanceId) }),
    ...(state.businessKey === undefined ? {} : { businessKey: state.businessKey }),
    ...describeEnd(instance),
    variables: variablesOf(instance),
  };
}
