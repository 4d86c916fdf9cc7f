import { raiseIncident } from '../lifecycle/incidents.js';
import type { ProgramClock } from '../model/program.js';
import { closeWaits } from '../lifecycle/waits.js';
import type { ClockEvent, TraceRecord } from '../protocol/trace.js';
import type { ClockState, ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { readTerms, takeTerms } from './clock-terms.js';
import { forgetTerms, watchTerms } from './watched-clocks.js';

type ClockDetails = Omit<
  Extract<TraceRecord, { type: 'clockChanged' }>,
  'type' | 'clockId' | 'clockName' | 'event' | 'elementId' | 'elementInstanceId'
>;

/** Starts a clock that has not run yet, or anew after a stop. */
export function startClock(machine: StepMachine, host: ElementInstance, index: number): void {
  const found = clockAt(machine, host, index);
  if (found === undefined || found.state.status === 'running' || found.state.status === 'paused') {
    return;
  }
  const { state, model } = found;
  const terms = readTerms(machine, host, model);
  if (!terms.ok) {
    return raiseIncident(machine, host, terms.failure, { type: 'clock', clock: index });
  }
  state.clockId = machine.newId();
  state.status = 'running';
  state.ledger = [{ event: 'started', at: machine.state.now }];
  forgetDerived(state);
  takeTerms(state, terms.value);
  state.reached = model.thresholds.map(() => false);
  state.isPausedByCommand = false;
  watchTerms(machine, host, index);
  recordClock(machine, host, index, 'started', terms.value);
  if (state.pausers > 0) pause(machine, host, index, undefined);
  else askForDeadlines(machine, host, index);
}

export function pauseClock(machine: StepMachine, host: ElementInstance, index: number): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  found.state.isPausedByCommand = true;
  if (found.state.status === 'running') pause(machine, host, index, undefined);
}

export function resumeClock(machine: StepMachine, host: ElementInstance, index: number): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  found.state.isPausedByCommand = false;
  resumeIfFree(machine, host, index, found.state);
}

/** An element that pauses the clock has begun. */
export function holdClock(
  machine: StepMachine,
  host: ElementInstance,
  index: number,
  reason: string | undefined,
): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  found.state.pausers += 1;
  if (found.state.status === 'running') pause(machine, host, index, reason);
}

/** An element that pauses the clock has ended. */
export function releaseClock(machine: StepMachine, host: ElementInstance, index: number): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  found.state.pausers -= 1;
  resumeIfFree(machine, host, index, found.state);
}

export function stopClock(machine: StepMachine, host: ElementInstance, index: number): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  const { state } = found;
  if (state.status === 'idle' || state.status === 'stopped') return;
  cancelDeadlines(machine, host, index, state);
  forgetTerms(machine, host, index);
  state.status = 'stopped';
  state.ledger.push({ event: 'stopped', at: machine.state.now });
  recordClock(machine, host, index, 'stopped', {});
}

/** A clock that begins anew was derived by nothing yet. */
function forgetDerived(state: ClockState): void {
  state.targetMs = 0;
  state.calendarId = '';
  for (const field of ['calendarVersion', 'agreementId', 'agreementVersion', 'changes'] as const)
    Reflect.deleteProperty(state, field);
}

/**
 * Asks the driver when the thresholds not yet reached are due, going on from the ledger. Deadlines that stand go on
 * until the answer: what is asked must not make a breach go unnoticed.
 */
export function askForDeadlines(machine: StepMachine, host: ElementInstance, index: number): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  const { state, model } = found;
  const shares = model.thresholds
    .filter((_threshold, position) => state.reached[position] === false)
    .map(({ share }) => share);
  state.revision += 1;
  // What an agreement says is of interest without any threshold.
  if (shares.length === 0 && state.commitment === undefined && state.changes === undefined) return;
  machine.emit({
    type: 'deriveDeadlines',
    clockId: state.clockId,
    revision: state.revision,
    calendarId: state.calendarId,
    ledger: [...state.ledger],
    targetMs: state.targetMs,
    ...(state.commitment === undefined ? {} : { commitment: state.commitment }),
    shares,
  });
}

export function recordClock(
  machine: StepMachine,
  host: ElementInstance,
  index: number,
  event: ClockEvent,
  details: ClockDetails,
): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  machine.record({
    type: 'clockChanged',
    clockId: found.state.clockId,
    clockName: found.model.id,
    event,
    ...details,
    elementId: machine.elementOf(host).id,
    elementInstanceId: machine.idOf(host),
  });
}

export function clockAt(
  machine: StepMachine,
  host: ElementInstance,
  index: number,
): { state: ClockState; model: ProgramClock } | undefined {
  const state = host.clocks?.[index];
  const model = machine.elementOf(host).clocks[index];
  return state === undefined || model === undefined ? undefined : { state, model };
}

function pause(
  machine: StepMachine,
  host: ElementInstance,
  index: number,
  reason: string | undefined,
): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  cancelDeadlines(machine, host, index, found.state);
  found.state.status = 'paused';
  found.state.ledger.push({ event: 'paused', at: machine.state.now });
  recordClock(machine, host, index, 'paused', reason === undefined ? {} : { reason });
}

function resumeIfFree(
  machine: StepMachine,
  host: ElementInstance,
  index: number,
  state: ClockState,
): void {
  if (state.status !== 'paused' || state.pausers > 0 || state.isPausedByCommand) return;
  state.status = 'running';
  state.ledger.push({ event: 'resumed', at: machine.state.now });
  recordClock(machine, host, index, 'resumed', {});
  askForDeadlines(machine, host, index);
}

function cancelDeadlines(
  machine: StepMachine,
  host: ElementInstance,
  index: number,
  state: ClockState,
): void {
  state.revision += 1;
  closeWaits(machine, host, (wait) => wait.type === 'clockTimer' && wait.clock === index);
}
