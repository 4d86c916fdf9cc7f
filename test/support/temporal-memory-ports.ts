import { ApplicationFailure, type WorkflowClient } from '@temporalio/client';
import { decisionMissing, evaluateCall } from '../../engine/dmn/index.js';
import { type DeployedDecisions, findDecision } from '../../engine/in-memory-driver/index.js';
import {
  deriveTerms,
  type Agreement,
  type BusinessCalendar,
  type Program,
  type TraceRecord,
} from '../../engine/index.js';
import type {
  ActivityPorts,
  ExternalJob,
  FactBatch,
  InstanceIdentity,
  RecordedFact,
  TimerFiring,
  TimerFiringAnswer,
} from '../../workflows/activities/ports.js';
import { deliverBpmnSignalSignal, deliverMessageSignal } from '../../workflows/messages.js';

/** The world of a process worker in memory: facts by instance, calendars, deployed programs, a message router. */
export interface MemoryPorts extends ActivityPorts {
  readonly calendars: Map<string, BusinessCalendar>;
  readonly agreements: Map<string, Agreement>;
  readonly programs: Map<string, Program>;
  /** Versions of decisions that are deployed. */
  readonly decisions: DeployedDecisions;
  /** Jobs that are kept for external workers, by id. */
  readonly externalJobs: Map<string, ExternalJob>;
  /** Batches in the order they were told. */
  readonly batches: FactBatch[];
  /** Timer starts that were due, each once. */
  readonly firings: TimerFiring[];
  /** Answers timer starts; left out, they start. */
  answerFiring: (firing: TimerFiring) => TimerFiringAnswer;
  /** The next so many batches are refused with this error. */
  refuseFacts(error: Error, times: number): void;
  /** Forgets everything. */
  clear(): void;
  /** The root instance and those it called, in order of their first fact. */
  instancesOf(rootInstanceId: string): readonly InstanceIdentity[];
  factsOf(instanceId: string): readonly RecordedFact[];
  recordsOf<Type extends TraceRecord['type']>(
    instanceId: string,
    type: Type,
  ): readonly Extract<TraceRecord, { type: Type }>[];
}

export function createMemoryPorts(client: () => WorkflowClient): MemoryPorts {
  const facts = new Map<string, RecordedFact[]>();
  const refusals: Error[] = [];
  const identities = new Map<string, InstanceIdentity>();
  const ports: MemoryPorts = {
    calendars: new Map(),
    agreements: new Map(),
    programs: new Map(),
    decisions: new Map(),
    externalJobs: new Map(),
    batches: [],
    firings: [],
    answerFiring: () => 'started',
    clear() {
      facts.clear();
      identities.clear();
      const { calendars, agreements, programs, decisions, externalJobs } = ports;
      for (const each of [calendars, agreements, programs, decisions, externalJobs]) each.clear();
      ports.batches.length = 0;
    },
    instancesOf: (rootInstanceId) =>
      [...identities.values()].filter((each) => each.rootInstanceId === rootInstanceId),
    factsOf: (instanceId) => facts.get(instanceId) ?? [],
    recordsOf: (instanceId, type) =>
      ports
        .factsOf(instanceId)
        .map(({ record }) => record)
        .filter(
          (record): record is Extract<TraceRecord, { type: typeof type }> => record.type === type,
        ),
    refuseFacts(error, times) {
      refusals.push(...Array.from({ length: times }, () => error));
    },
    recordFacts(batch) {
      const refusal = refusals.shift();
      if (refusal) return Promise.reject(refusal);
      ports.batches.push(batch);
      const { instanceId } = batch.instance;
      if (!identities.has(instanceId)) identities.set(instanceId, batch.instance);
      facts.set(instanceId, merge(facts.get(instanceId) ?? [], batch.facts));
      return Promise.resolve();
    },
    deriveDeadlines(question) {
      return attempt(() =>
        deriveTerms(question, {
          agreements: [...ports.agreements.values()],
          calendar: (calendarId) => ports.calendars.get(calendarId),
        }),
      );
    },
    resolveCalledProcess({ processId, binding, versionTag }) {
      const program = ports.programs.get(processId);
      if (!program || (binding === 'versionTag' && program.versionTag !== versionTag))
        return Promise.reject(notFound('CalledProcessNotFound', processId));
      const processDefinitionKey = `${processId}:1`;
      return Promise.resolve({
        processDefinitionKey,
        processDefinitionVersion: 1,
        programHash: program.hash,
        program,
      });
    },
    evaluateDecision({ caller, ...call }) {
      const { hash = '' } = ports.programs.get(caller.processId) ?? {};
      const found = findDecision(ports.decisions, call, hash);
      return attempt(() =>
        found === undefined
          ? decisionMissing(call.decisionId, call.binding)
          : evaluateCall(found, call),
      );
    },
    async publishMessage({ messageId, name, correlationKey, variables }) {
      for (const [instanceId, told] of facts) {
        const open = openSubscriptions(told).find(
          (each) => each.name === name && (each.correlationKey ?? '') === correlationKey,
        );
        if (!open) continue;
        const { subscriptionId } = open;
        await client()
          .getHandle(instanceId)
          .signal(deliverMessageSignal, { messageId, subscriptionId, variables });
        return;
      }
    },
    openJob(job) {
      ports.externalJobs.set(job.jobId, job);
      return Promise.resolve();
    },
    closeJob({ jobId }) {
      ports.externalJobs.delete(jobId);
      return Promise.resolve();
    },
    startByTimer(firing) {
      const answer = ports.answerFiring(firing);
      const isKnown = ports.firings.some(
        ({ starterId, dueAt }) => starterId === firing.starterId && dueAt === firing.dueAt,
      );
      if (answer === 'started' && !isKnown) ports.firings.push(firing);
      return Promise.resolve(answer);
    },
    async broadcastSignal({ deliveryId, name, variables }) {
      for (const [instanceId, told] of facts) {
        const isOpen = openSubscriptions(told).some(
          (each) => each.kind === 'signal' && each.name === name,
        );
        if (isOpen)
          await client()
            .getHandle(instanceId)
            .signal(deliverBpmnSignalSignal, { deliveryId, name, variables });
      }
    },
  };
  return ports;
}

/** What `FactBatch` demands of whoever stores facts. */
function merge(stored: readonly RecordedFact[], told: readonly RecordedFact[]): RecordedFact[] {
  const first = told[0];
  if (!first) return [...stored];
  const before = stored.find(({ seq }) => seq === first.seq);
  if (before && before.occurredAt > first.occurredAt) return [...stored];
  return [...stored.filter(({ seq }) => seq < first.seq), ...told];
}

function openSubscriptions(
  facts: readonly RecordedFact[],
): readonly Extract<TraceRecord, { type: 'subscriptionOpened' }>[] {
  const open = new Map<string, Extract<TraceRecord, { type: 'subscriptionOpened' }>>();
  for (const { record } of facts) {
    if (record.type === 'subscriptionOpened') open.set(record.subscriptionId, record);
    if (record.type === 'subscriptionClosed') open.delete(record.subscriptionId);
  }
  return [...open.values()];
}

function attempt<Result>(work: () => Result): Promise<Result> {
  return Promise.resolve().then(work);
}

function notFound(type: string, id: string): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message: `Expected '${id}' but there is none`,
    nonRetryable: true,
  });
}
