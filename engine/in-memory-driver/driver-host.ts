import type { Program } from '../model/program.js';
import { deferredTimers } from '../suspension.js';
import type { InMemoryData, InMemoryInstance } from './driver-data.js';
import { addDecisions, type Deployment, type DeployedDecisions } from './deployed-decisions.js';
import type { InMemoryDriverOptions } from './driver-options.js';
import { UnknownSubjectError } from './errors.js';
import { createTimerQueue, type TimerQueue } from './timer-queue.js';

/** What the parts of the driver share. */
export interface DriverHost {
  readonly options: InMemoryDriverOptions;
  readonly data: InMemoryData;
  readonly timers: TimerQueue;
  /** In order of deployment. */
  readonly programs: Program[];
  readonly programsByHash: Map<string, Program>;
  readonly decisions: DeployedDecisions;
}

export function createDriverHost(options: InMemoryDriverOptions, data: InMemoryData): DriverHost {
  const programsByHash = new Map(options.programs.map((program) => [program.hash, program]));
  const programs = [...options.programs];
  const decisions: DeployedDecisions = new Map();
  addDecisions(decisions, { programs, decisions: options.decisions ?? [] });
  const host = {
    options,
    data,
    timers: createTimerQueue(),
    programs,
    programsByHash,
    decisions,
  };
  for (const deployment of options.laterDeployments ?? []) deployPrograms(host, deployment);
  for (const instance of Object.values(data.instances)) rearmTimers(host, instance);
  return host;
}

/** What was deployed last is the latest. */
export function deployPrograms(host: DriverHost, deployment: Deployment): void {
  for (const program of deployment.programs) {
    host.programs.push(program);
    host.programsByHash.set(program.hash, program);
  }
  addDecisions(host.decisions, deployment);
}

/** The state alone says which timers run, so data that comes from a store needs nothing beside it. */
function rearmTimers({ timers }: DriverHost, { instanceId, state }: InMemoryInstance): void {
  const fired = deferredTimers(state);
  for (const [timerId, wait] of Object.entries(state.waits)) {
    if ((wait.type === 'timer' || wait.type === 'clockTimer') && !fired.has(timerId))
      timers.add(timerId, instanceId, wait.dueAt);
  }
}

/** The latest process with this id, and with the version tag if one is named. */
export function findProgram(
  { programs }: DriverHost,
  processId: string,
  versionTag?: string,
): Program | undefined {
  return programs
    .filter((program) => program.processId === processId)
    .filter((program) => versionTag === undefined || program.versionTag === versionTag)
    .at(-1);
}

export function instanceOf({ data }: DriverHost, instanceId: string): InMemoryInstance {
  const instance = data.instances[instanceId];
  if (instance === undefined) throw new UnknownSubjectError('instance', instanceId);
  return instance;
}

/** Whether time, an answer or a message can still reach the instance. */
export function isOpen(instance: InMemoryInstance): boolean {
  return instance.outcome === undefined;
}
