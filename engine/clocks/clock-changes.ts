import { DaysTimeDuration } from '../expressions/feel-value.js';
import { durationToMillis, parseDuration } from '../expressions/temporal-values.js';
import { type Failure, fail, type Result, succeed } from '../failure.js';
import { raiseIncident } from '../lifecycle/incidents.js';
import type { ProgramClock } from '../model/program.js';
import { closeWaits } from '../lifecycle/waits.js';
import type { ClockEvent, TraceRecord } from '../protocol/trace.js';
import type { ClockState, ElementInstance } from '../state/instance-state.js';
import { isoTextOf } from '../state/instants.js';
import type { StepMachine } from '../step-machine.js';

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
  state.targetMs = terms.value.targetMs;
  state.calendarId = terms.value.calendarId;
  state.reached = model.thresholds.map(() => false);
  state.isPausedByCommand = false;
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
  state.status = 'stopped';
  state.ledger.push({ event: 'stopped', at: machine.state.now });
  recordClock(machine, host, index, 'stopped', {});
}

/** Asks the driver when the thresholds not yet reached are due, going on from the ledger. */
export function askForDeadlines(machine: StepMachine, host: ElementInstance, index: number): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  const { state, model } = found;
  const shares = model.thresholds
    .filter((_threshold, position) => state.reached[position] === false)
    .map(({ share }) => share);
  state.revision += 1;
  if (shares.length === 0) return;
  machine.emit({
    type: 'deriveDeadlines',
    clockId: state.clockId,
    revision: state.revision,
    calendarId: state.calendarId,
    ledger: [...state.ledger],
    targetMs: state.targetMs,
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

function readTerms(
  machine: StepMachine,
  host: ElementInstance,
  model: ProgramClock,
): Result<{ targetMs: number; calendarId: string }> {
  const target = machine.read(model.target, host);
  if (!target.ok) return clockInvalid(model, target.failure);
  const text = isoTextOf(target.value);
  const duration = text === undefined ? undefined : parseDuration(text);
  const targetMs = duration instanceof DaysTimeDuration ? durationToMillis(duration) : 0;
  if (targetMs <= 0) {
    const got = JSON.stringify(target.value);
    return fail(
      'clockInvalid',
      `Expected a target such as PT4H for clock '${model.id}' but got ${got}`,
    );
  }
  const calendar = machine.read(model.calendar, host);
  if (!calendar.ok) return clockInvalid(model, calendar.failure);
  if (typeof calendar.value === 'string' && calendar.value !== '') {
    return succeed({ targetMs, calendarId: calendar.value });
  }
  const got = JSON.stringify(calendar.value);
  return fail(
    'clockInvalid',
    `Expected the id of a calendar for clock '${model.id}' but got ${got}`,
  );
}

function clockInvalid(model: ProgramClock, { message, details }: Failure): Result<never> {
  return fail('clockInvalid', `Expected clock '${model.id}' to start but: ${message}`, details);
}
