import type { DecisionModel } from '../dmn/model/decision-model.js';
import type { Program } from '../model/program.js';
import type { PublishMessage } from '../protocol/commands.js';
import type { Actor, InputRefusal, UntimedInput } from '../protocol/inputs.js';
import { jobAnswer, type JobOutcome } from '../protocol/job-outcome.js';
import type { Variables } from '../protocol/json.js';
import type { InMemoryData, InMemoryInstance, StartTimer } from './driver-data.js';
import {
  createDriverHost,
  deployPrograms,
  findProgram,
  instanceOf,
  type DriverHost,
} from './driver-host.js';
import type { InMemoryDriverOptions } from './driver-options.js';
import { UnknownSubjectError } from './errors.js';
import { openInstance } from './open-instance.js';
import { routeMessage, routeSignal } from './performers/messages.js';
import { applyInput, settle } from './settle.js';
import { armStartTimers, noInstanceId } from './starts.js';

export interface InMemoryStart {
  readonly processId: string;
  readonly startElementId?: string;
  /** Which of the start event's definitions has occurred. */
  readonly startDefinition?: number;
  readonly variables?: Variables;
  readonly businessKey?: string;
  readonly versionTag?: string;
  readonly actor: Actor;
}

/** Carries out processes with a virtual clock. Every call returns when all instances are quiet. */
export interface InMemoryDriver {
  /**
   * Adds versions of processes and decisions, which become the latest. What begins them takes the place of what began the versions
   * before; their instances go on. Who takes up a snapshot gives all deployed programs in its options.
   */
  deploy(programs: readonly Program[], decisions?: readonly DecisionModel[]): void;
  /** Gives the new instance's id. Throws `UnknownSubjectError` for an unknown process. */
  start(start: InMemoryStart): string;
  /** Tells an instance one fact of the outside world; gives the refusal, if it is refused. */
  apply(instanceId: string, input: UntimedInput): InputRefusal | undefined;
  /** Answers an open job. Throws `UnknownSubjectError` if there is none with this id. */
  answerJob(instanceId: string, jobId: string, outcome: JobOutcome): void;
  publishMessage(message: Omit<PublishMessage, 'type'>): void;
  broadcastSignal(name: string, variables: Variables): void;
  now(): number;
  /** When the next timer is due; later than `now`, as what is due fires at once. */
  nextDueAt(): number | undefined;
  /** Timers that begin instances, by when they are due next. */
  startTimers(): readonly StartTimer[];
  /** Moves the clock; timers fire in order of their due times. An earlier instant changes nothing. */
  advanceTo(at: number): void;
  /** In order of their start. */
  instances(): readonly InMemoryInstance[];
  instance(instanceId: string): InMemoryInstance;
  /** A copy of everything, from which `options` and `createInMemoryDriver` make the same driver again. */
  snapshot(): InMemoryData;
}

export function createInMemoryDriver(
  options: InMemoryDriverOptions,
  snapshot?: InMemoryData,
): InMemoryDriver {
  const host = createDriverHost(options, snapshot ?? emptyData(options.startAt));
  const { data, timers } = host;
  if (snapshot === undefined) armStartTimers(host, processIdsOf(options.programs));
  for (const { timerId, plan } of snapshot?.startTimers ?? [])
    timers.add(timerId, noInstanceId, plan.dueAt);
  return {
    deploy(programs, decisions = []) {
      deployPrograms(host, { programs, decisions });
      armStartTimers(host, processIdsOf(programs));
      settle(host);
    },
    start: (start) => startInstance(host, start),
    apply: (instanceId, input) => applyInput(host, instanceId, input),
    answerJob(instanceId, jobId, outcome) {
      takeJob(instanceOf(host, instanceId), jobId);
      applyInput(host, instanceId, jobAnswer(jobId, outcome));
    },
    publishMessage(message) {
      routeMessage(host, { type: 'publishMessage', ...message });
      settle(host);
    },
    broadcastSignal(name, variables) {
      routeSignal(host, name, variables);
      settle(host);
    },
    now: () => data.now,
    nextDueAt: () => timers.first()?.dueAt,
    startTimers: () => [...(data.startTimers ?? [])].sort((a, b) => a.plan.dueAt - b.plan.dueAt),
    advanceTo: (at) => {
      advance(host, at);
    },
    instances: () => Object.values(data.instances),
    instance: (instanceId) => instanceOf(host, instanceId),
    snapshot: () => JSON.parse(JSON.stringify(data)) as InMemoryData,
  };
}

function emptyData(now: number): InMemoryData {
  return { version: 1, now, started: 0, instances: {}, queue: [], buffered: [] };
}

function processIdsOf(programs: readonly Program[]): ReadonlySet<string> {
  return new Set(programs.map(({ processId }) => processId));
}

function startInstance(host: DriverHost, start: InMemoryStart): string {
  const { processId, startElementId, startDefinition, variables = {} } = start;
  const { businessKey, versionTag, actor } = start;
  const program = findProgram(host, processId, versionTag);
  if (program === undefined) throw new UnknownSubjectError('process', processId);
  host.data.started += 1;
  const { instanceId } = openInstance(host, program, `instance-${host.data.started}`);
  applyInput(host, instanceId, {
    type: 'instanceStarted',
    instanceId,
    variables,
    zone: host.options.zone ?? 'UTC',
    actor,
    ...(startElementId !== undefined && { startElementId }),
    ...(startDefinition !== undefined && { startDefinition }),
    ...(businessKey !== undefined && { businessKey }),
  });
  return instanceId;
}

function takeJob({ openJobs }: InMemoryInstance, jobId: string): void {
  if (openJobs[jobId] === undefined) throw new UnknownSubjectError('job', jobId);
  delete openJobs[jobId];
}

function advance(host: DriverHost, at: number): void {
  const { data, timers } = host;
  for (let next = timers.first(); next !== undefined && next.dueAt <= at; next = timers.first()) {
    data.now = Math.max(data.now, next.dueAt);
    settle(host);
  }
  data.now = Math.max(data.now, at);
}
