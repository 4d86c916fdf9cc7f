import { tellThreshold } from './clocks/clock-deadlines.js';
import { ofEvent, ofOwner } from './lifecycle/wait-kinds.js';
import type { Input, InputType } from './protocol/inputs.js';
import type { TraceRecord } from './protocol/trace.js';
import type { InstanceState } from './state/instance-state.js';
import type { StepMachine } from './step-machine.js';

/**
 * What a suspended instance does with an input:
 * - `taken`: what it always does, tokens moving included.
 * - `noted`: it happens at once, but what follows from it waits until the instance is resumed.
 * - `deferred`: the world tells it only once, so it is kept, and happens in its order when the instance is resumed.
 * - `refused`: people can do it again later.
 */
export type Reception = 'taken' | 'noted' | 'deferred' | 'refused';

const receptions: { readonly [Type in InputType]: Reception } = {
  instanceStarted: 'taken',
  taskCompleted: 'refused',
  jobCompleted: 'deferred',
  jobFailed: 'deferred',
  jobErrorThrown: 'deferred',
  decisionEvaluated: 'deferred',
  decisionFailed: 'deferred',
  timerFired: 'deferred',
  messageReceived: 'deferred',
  signalReceived: 'deferred',
  childEnded: 'deferred',
  childEscalated: 'deferred',
  // Service time goes on: nobody who waits for the work knows that it stands still.
  deadlinesDerived: 'noted',
  termsPublished: 'noted',
  incidentRetried: 'refused',
  instanceCancelRequested: 'taken',
  instanceSuspended: 'refused',
  instanceResumed: 'taken',
  // What is wrong is often why an instance was suspended.
  variablesSet: 'noted',
  adHocActivitiesStarted: 'refused',
  adHocCompleted: 'refused',
};

export function receptionOf(input: Input): Reception {
  return receptions[input.type];
}

/**
 * Keeps an input for later; one that nobody waits for is dropped, and what is told again, because whoever tells it
 * was restarted, is kept once. All that is kept leaves a record: a driver must never find that nothing has happened.
 */
export function defer(machine: StepMachine, deferred: Input[], input: Input): void {
  if (deferred.some((kept) => isSame(kept, input))) return;
  const record = recordOf(machine, input);
  if (record === undefined) return;
  if (record !== 'told') machine.record(record);
  deferred.push(input);
}

function recordOf(machine: StepMachine, input: Input): TraceRecord | 'told' | undefined {
  const waitId = waitIdOf(input);
  if (input.type === 'signalReceived') return { type: 'signalDeferred', name: input.name };
  const wait = waitId === undefined ? undefined : machine.state.waits[waitId];
  if (wait === undefined) return undefined;
  if (wait.type === 'clockTimer') {
    tellThreshold(machine, wait);
    return 'told';
  }
  const of = 'event' in wait ? ofEvent(machine, wait) : ofOwner(machine, wait);
  if (input.type !== 'messageReceived') return { type: 'inputDeferred', input: input.type, ...of };
  if (wait.type !== 'subscription') return undefined;
  const { subscriptionId, messageId } = input;
  return { type: 'messageDeferred', subscriptionId, name: wait.name, messageId, ...of };
}

/** What the input is about; a signal is about nobody in particular. */
function waitIdOf(input: Input): string | undefined {
  switch (input.type) {
    case 'timerFired':
      return input.timerId;
    case 'messageReceived':
      return input.subscriptionId;
    case 'jobCompleted':
    case 'jobFailed':
    case 'jobErrorThrown':
      return input.jobId;
    case 'decisionEvaluated':
    case 'decisionFailed':
      return input.evaluationId;
    case 'childEnded':
    case 'childEscalated':
      return input.childId;
    default:
      return undefined;
  }
}

function isSame(kept: Input, input: Input): boolean {
  if (kept.type === 'timerFired' && input.type === 'timerFired')
    return kept.timerId === input.timerId;
  if (kept.type === 'messageReceived' && input.type === 'messageReceived')
    return kept.subscriptionId === input.subscriptionId && kept.messageId === input.messageId;
  return false;
}

/** Timers of a suspended instance that have fired: a driver that takes it up anew need not watch them. */
export function deferredTimers({ deferred = [] }: InstanceState): ReadonlySet<string> {
  return new Set(deferred.flatMap((kept) => (kept.type === 'timerFired' ? [kept.timerId] : [])));
}
