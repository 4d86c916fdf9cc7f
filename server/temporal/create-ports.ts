import { ApplicationFailure } from '@temporalio/common';
import { decisionMissing, evaluateCall } from '../../engine/dmn/index.js';
import type {
  ActivityPorts,
  CalledProcessQuestion,
  InstanceIdentity,
} from '../../workflows/activities/ports.js';
import type { AgreementReader } from '../features/agreements/agreement-reader.js';
import type { CalendarReader } from '../features/calendars/calendar-reader.js';
import type { DefinitionLibrary } from '../features/definitions/definition-library.js';
import { findCalledDecision } from '../features/definitions/find-called-decision.js';
import { findCalledProcess, scopeOfInstance } from '../features/definitions/find-called-process.js';
import type { FactRecorder } from '../features/facts/fact-recorder.js';
import type { JobRepository } from '../features/jobs/job-repository.js';
import type { MessageRouter } from '../features/messages/message-router.js';
import type { SignalBroadcaster } from '../features/messages/signal-broadcaster.js';
import type { TimerStarts } from '../features/starts/timer-starts.js';
import type { Sending } from '../features/messages/message-routing.js';
import { isExecutable } from '../store/definition-models.js';
import type { Store } from '../store/store.js';
import { deriveDeadlines } from './derive-deadlines.js';

export interface PortDependencies {
  readonly store: Store;
  readonly library: DefinitionLibrary;
  readonly recorder: FactRecorder;
  readonly router: MessageRouter;
  readonly broadcaster: SignalBroadcaster;
  readonly timerStarts: TimerStarts;
  readonly jobs: JobRepository;
  readonly agreementReader: AgreementReader;
  readonly calendarReader: CalendarReader;
}

/** What workflows need of the world, over the repositories. */
export function createPorts(deps: PortDependencies): ActivityPorts {
  const { store, library, recorder, router, broadcaster, timerStarts, jobs } = deps;
  const { agreementReader, calendarReader } = deps;
  return {
    recordFacts: (batch) => recorder.recordFacts(batch),
    deriveDeadlines: (question) => deriveDeadlines(agreementReader, calendarReader, question),
    resolveCalledProcess: async (question) => {
      const definition = await findCalledProcess(store, library, question);
      if (!definition) throw notFound(question);
      if (!isExecutable(definition)) throw onlyDrawn(question);
      return {
        processDefinitionKey: definition._id,
        processDefinitionVersion: definition.version,
        programHash: definition.programHash,
        program: await library.program(definition),
      };
    },
    evaluateDecision: async ({ caller, ...call }) => {
      const found = await findCalledDecision(store, caller, call);
      if (!found) return decisionMissing(call.decisionId, call.binding);
      const { _id: decisionDefinitionKey, decisionId, name, version } = found;
      const model = await library.decisionModel(found);
      return evaluateCall({ decisionDefinitionKey, decisionId, name, version, model }, call);
    },
    publishMessage: async ({
      instance,
      messageId,
      name,
      correlationKey,
      variables,
      timeToLiveMs,
    }) => {
      await router.publish({
        ...senderOf(instance),
        messageId,
        name,
        correlationKey,
        variables,
        timeToLiveMs,
      });
    },
    broadcastSignal: ({ instance, deliveryId, name, variables }) =>
      broadcaster.broadcast({ ...senderOf(instance), signalId: deliveryId, name, variables }),
    openJob: (job) => jobs.open(job),
    closeJob: ({ instance: { organisationId, instanceId }, jobId }) =>
      jobs.close(organisationId, instanceId, jobId),
    startByTimer: (firing) => timerStarts.fire(firing),
  };
}

function senderOf(
  instance: InstanceIdentity,
): Pick<Sending, 'organisationId' | 'sentBy' | 'scope'> {
  const { organisationId, instanceId } = instance;
  return {
    organisationId,
    sentBy: { type: 'system', id: instanceId },
    scope: scopeOfInstance(instance),
  };
}

function notFound({ processId, binding }: CalledProcessQuestion): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `Expected a deployed process '${processId}' (${binding}), but there is none.`,
    'CalledProcessNotFound',
  );
}

function onlyDrawn({ processId }: CalledProcessQuestion): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `Expected an executable process '${processId}', but it is only drawn.`,
    'CalledProcessNotFound',
  );
}
