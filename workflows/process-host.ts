import { workflowInfo } from '@temporalio/workflow';
import {
  createInstance,
  type Command,
  type EndInstance,
  type InputRefusal,
  type InstanceState,
  type Program,
  type UntimedInput,
} from '../engine/index.js';
import type { InstanceIdentity, RecordedFact } from './activities/ports.js';
import { createAlarm, type Alarm } from './alarm.js';
import { defaultLimits, isRunUsedUp } from './limits.js';
import type {
  CarriedState,
  CommandAnswer,
  ProcessWorkflowLimits,
  ProcessWorkflowStart,
} from './messages.js';
import { createOpenWork, type OpenWork } from './open-work.js';
import { createSeenIds, type SeenIds } from './seen-ids.js';

/** How a step went: the last fact of it, or why there was none. */
export interface StepAnswer {
  readonly seq: number;
  /** The input left a fact. */
  readonly isTold: boolean;
  readonly refusal?: InputRefusal;
}

export interface QueuedInput {
  readonly input: UntimedInput;
  readonly settle?: (answer: StepAnswer) => void;
}

/** All that one run of a process workflow holds; performers and handlers share it. */
export interface ProcessHost {
  readonly instance: InstanceIdentity;
  readonly program: Program;
  readonly start: ProcessWorkflowStart;
  readonly limits: Required<ProcessWorkflowLimits>;
  readonly queue: QueuedInput[];
  readonly alarm: Alarm;
  readonly work: OpenWork;
  readonly seen: SeenIds;
  /** Answers of commands that are being applied, by command id. */
  readonly commands: Map<string, Promise<CommandAnswer>>;
  /** Commands kept for the next run. */
  held: Command[];
  state: InstanceState;
  nextSeq: number;
  /** Facts of finished steps that are not stored yet. */
  facts: RecordedFact[];
  /** Everything up to here is stored. */
  committedSeq: number;
  /** Inputs applied in this run. */
  applied: number;
  /** Updates and signals taken by this run. */
  deliveries: number;
  /** At least the bytes of all variables; see `fitsLimit`. */
  variableBytesBound: number;
  /** The caller no longer sees this run end. */
  isDetached: boolean;
  ended?: EndInstance;
  /** The machine would not begin: a wrong start element, which whoever started it must mend. */
  startRefusal?: InputRefusal;
  enqueue(input: UntimedInput, settle?: QueuedInput['settle']): void;
  /** The run is long enough: no new work outside is begun in it. */
  isUsedUp(): boolean;
}

export function createProcessHost(program: Program, start: ProcessWorkflowStart): ProcessHost {
  const limits = { ...defaultLimits, ...start.limits };
  const carried = carriedBy(start);
  const state = carried?.state ?? createInstance(program);
  const host: ProcessHost = {
    instance: start.instance,
    program,
    start,
    limits,
    queue: [],
    alarm: createAlarm(state),
    work: createOpenWork(state, unstartedChildren(carried)),
    seen: createSeenIds(carried?.seen ?? []),
    commands: new Map(),
    held: [...(carried?.held ?? [])],
    state,
    nextSeq: carried?.nextSeq ?? 1,
    facts: [],
    committedSeq: (carried?.nextSeq ?? 1) - 1,
    applied: 0,
    deliveries: 0,
    variableBytesBound: JSON.stringify(carried?.state ?? start.begin).length,
    isDetached: carried?.isDetached ?? false,
    enqueue: (input, settle) => void host.queue.push(settle ? { input, settle } : { input }),
    isUsedUp: () => host.applied > 0 && isRunUsedUp(limits, host.deliveries),
  };
  if (start.begin.type === 'start') {
    host.enqueue(beginning(start, start.begin), ({ refusal }) => {
      if (refusal) host.startRefusal = refusal;
    });
  }
  return host;
}

function beginning(
  { instance }: ProcessWorkflowStart,
  begin: Extract<ProcessWorkflowStart['begin'], { type: 'start' }>,
): UntimedInput {
  const { startElementId, startDefinition, variables, zone, actor, callDepth, caughtErrors } =
    begin;
  return {
    type: 'instanceStarted',
    instanceId: workflowInfo().workflowId,
    variables,
    zone,
    actor,
    ...(startElementId !== undefined && { startElementId }),
    ...(startDefinition !== undefined && { startDefinition }),
    ...(callDepth !== undefined && { callDepth }),
    ...(caughtErrors !== undefined && { caughtErrors }),
    ...(instance.businessKey !== undefined && { businessKey: instance.businessKey }),
  };
}

function carriedBy(start: ProcessWorkflowStart): CarriedState | undefined {
  return start.begin.type === 'continue' ? start.begin.carried : undefined;
}

function unstartedChildren(carried: CarriedState | undefined): ReadonlySet<string> {
  return new Set(
    carried?.held.flatMap((each) => (each.type === 'startChild' ? [each.childId] : [])),
  );
}
