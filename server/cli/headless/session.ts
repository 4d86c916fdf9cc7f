import type { DecisionModel } from '../../../engine/dmn/index.js';
import type {
  Actor,
  JobOutcome,
  Program,
  RunJob,
  RunScriptNow,
  TraceRecord,
} from '../../../engine/index.js';
import {
  createInMemoryDriver,
  DriverNotSettlingError,
  type InMemoryDriver,
  type InMemoryInstance,
} from '../../../engine/in-memory-driver/index.js';
import { createInstanceNames, type InstanceNames } from './instance-names.js';
import { createOpenWorkList, type OpenWorkList } from './open-work.js';
import type { RunArguments } from './run-arguments.js';
import type { ScriptStep } from './script.js';

/** One record of the trace, with where and when it was made. */
export interface ObservedFact {
  readonly instanceId: string;
  readonly occurredAt: number;
  readonly record: TraceRecord;
}

/** A run under way: the driver and what is seen of it from outside. */
export interface Session {
  readonly driver: InMemoryDriver;
  readonly programs: ReadonlyMap<string, Program>;
  readonly zone: string;
  /** Who acts. */
  readonly actor: Actor;
  readonly names: InstanceNames;
  readonly work: OpenWorkList;
  /** Of all instances, in order. */
  readonly facts: readonly ObservedFact[];
  /** How many there were; more than are kept, if there were too many. */
  countFacts(): number;
  /** Does something with the driver; false once the limit of inputs is reached. */
  carryOut(act: () => void): boolean;
  isAtLimit(): boolean;
}

/** A run that makes more has long shown what it does. */
const maximumFacts = 250_000;

/** What runs. */
export interface Executables {
  readonly programs: readonly Program[];
  readonly decisions: readonly DecisionModel[];
  /** Left out if no program has JavaScript. */
  readonly runScript: RunScriptNow | undefined;
}

export function createSession(executables: Executables, run: RunArguments): Session {
  const facts: ObservedFact[] = [];
  const names = createInstanceNames((instanceId) => driver.instance(instanceId));
  const work = createOpenWorkList();
  let count = 0;
  let inputs = 0;
  let isStopped = false;
  const driver = createInMemoryDriver({
    ...executablesOf(executables),
    startAt: run.now,
    zone: run.zone,
    startsByEvents: true,
    calendars: run.calendars,
    maxInputs: run.maxInputs,
    handleJob: jobHandlerOf(run),
    observeInput: () => {
      inputs += 1;
    },
    observeFact(instanceId, { occurredAt, record }) {
      count += 1;
      names.observe(instanceId, record);
      work.observe(instanceId, record);
      if (facts.length < maximumFacts) facts.push({ instanceId, occurredAt, record });
    },
  });
  const isAtLimit = (): boolean => isStopped || inputs >= run.maxInputs;
  return {
    driver,
    programs: new Map(executables.programs.map((program) => [program.hash, program])),
    zone: run.zone,
    actor: { type: 'user', id: run.user },
    names,
    work,
    facts,
    countFacts: () => count,
    isAtLimit,
    carryOut(act) {
      if (isAtLimit()) return false;
      try {
        act();
      } catch (error) {
        if (!(error instanceof DriverNotSettlingError)) throw error;
        isStopped = true;
      }
      return !isAtLimit();
    },
  };
}

function executablesOf({ programs, decisions, runScript }: Executables) {
  return { programs, decisions, ...(runScript === undefined ? {} : { runScript }) };
}

/** Completes what the script does not name, or nothing. */
function jobHandlerOf({ jobs, script }: RunArguments): (job: RunJob) => JobOutcome | undefined {
  const { elements, types } = namedJobs(script.steps);
  return ({ elementId, jobType }) => {
    const isOpen = jobs === 'open' || elements.has(elementId) || types.has(jobType);
    return isOpen ? undefined : { type: 'completed', variables: {} };
  };
}

function namedJobs(steps: readonly ScriptStep[]): {
  elements: ReadonlySet<string>;
  types: ReadonlySet<string>;
} {
  const elements = new Set<string>();
  const types = new Set<string>();
  for (const step of steps) {
    if (step.do !== 'completeJob' && step.do !== 'failJob' && step.do !== 'throwError') continue;
    if (step.element !== undefined) elements.add(step.element);
    if (step.type !== undefined) types.add(step.type);
  }
  return { elements, types };
}

/** Every instance that has begun, in order. */
export function begunInstances({ driver }: Session): readonly InMemoryInstance[] {
  return driver.instances().filter(({ state }) => state.status !== 'created');
}

/** The instance that the run is about: the first that has begun. */
export function mainInstance(session: Session): InMemoryInstance | undefined {
  return begunInstances(session)[0];
}
