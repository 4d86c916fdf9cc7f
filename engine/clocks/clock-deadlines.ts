import { closeWaits, openWait } from '../lifecycle/waits.js';
import type { ProgramThreshold } from '../model/program.js';
import type { DeadlinesDerived } from '../protocol/inputs.js';
import type { ClockChange } from '../protocol/clock-terms.js';
import type { ClockState, ElementInstance, Wait } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { clockAt, recordClock, startClock } from './clock-changes.js';
import { changeOf, minutesOf } from './clock-terms.js';
import { failClock, mendClock, retryTerms } from './changed-terms.js';

type Derived = Extract<DeadlinesDerived['outcome'], { type: 'derived' }>;
type ClockTimer = Extract<Wait, { type: 'clockTimer' }>;

/** The driver has derived deadlines; an answer to an outdated question changes nothing. */
export function takeDeadlines(machine: StepMachine, input: DeadlinesDerived): void {
  const found = findClock(machine, input.clockId);
  const state = found?.host.clocks?.[found.index];
  if (found === undefined || state?.revision !== input.revision) return;
  if (state.status !== 'running' && state.status !== 'paused') return;
  const { host, index } = found;
  if (input.outcome.type === 'failed') {
    const failure = { code: 'clockInvalid', message: input.outcome.message } as const;
    return failClock(machine, host, index, failure);
  }
  mendClock(machine, host, index);
  setDeadlines(machine, host, index, input.outcome);
}

function setDeadlines(
  machine: StepMachine,
  host: ElementInstance,
  index: number,
  outcome: Derived,
): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  const { state } = found;
  const due = dueOf(found.model.thresholds, state, outcome);
  const timers = due.map(({ threshold, dueAt }): ClockTimer => {
    return { type: 'clockTimer', owner: host.key, clock: index, threshold, dueAt };
  });
  const isSame = areSame(timersOf(machine, host, index), timers);
  const isFirst = state.calendarVersion === undefined;
  const changes = takeAnswer(state, outcome);
  if (isSame && !isFirst && changes.length === 0) return;
  const { targetMs, calendarId } = state;
  recordClock(machine, host, index, 'deadlinesSet', {
    deadlines: due.map(({ kind, share, dueAt }) => ({ kind, share, dueAt })),
    calendarVersion: outcome.calendarVersion,
    ...(changes.length === 0 ? {} : { targetMs, calendarId }),
    ...outcome.agreed,
    ...(changes.length === 0 ? {} : { changes }),
  });
  if (isSame) return;
  closeWaits(machine, host, (wait) => wait.type === 'clockTimer' && wait.clock === index);
  for (const timer of timers) openWait(machine, host, timer);
}

/** Thresholds not yet reached that the answer tells of. One that was reached stays so, wherever its time is now. */
function dueOf(
  thresholds: readonly ProgramThreshold[],
  { reached }: ClockState,
  { deadlines }: Derived,
) {
  return thresholds.flatMap(({ kind, share }, threshold) => {
    const answer = deadlines.find((deadline) => deadline.share === share);
    if (reached[threshold] !== false || answer === undefined) return [];
    return [{ kind, share: answer.agreedShare ?? share, dueAt: answer.dueAt, threshold }];
  });
}

function timersOf(machine: StepMachine, host: ElementInstance, index: number): ClockTimer[] {
  return (host.waits ?? []).flatMap((waitId) => {
    const wait = machine.state.waits[waitId];
    return wait?.type === 'clockTimer' && wait.clock === index ? [wait] : [];
  });
}

function areSame(standing: readonly ClockTimer[], wanted: readonly ClockTimer[]): boolean {
  return (
    standing.length === wanted.length &&
    wanted.every(({ threshold, dueAt }) =>
      standing.some((timer) => timer.threshold === threshold && timer.dueAt === dueAt),
    )
  );
}

/** Remembers what the deadlines were derived by; gives all that has changed since the last time. */
function takeAnswer(state: ClockState, outcome: Derived): ClockChange[] {
  const pending = state.changes ?? [];
  const found = state.calendarVersion === undefined ? [] : changesBy(state, outcome);
  delete state.changes;
  state.calendarVersion = outcome.calendarVersion;
  Object.assign(state, outcome.agreed);
  return [...pending, ...found];
}

/** Versions of another calendar or agreement have nothing to do with each other. */
function changesBy(state: ClockState, { agreed, calendarVersion }: Derived): ClockChange[] {
  const isOther = state.changes?.some(({ of }) => of === 'calendar') === true;
  const ofCalendar = changeOf('calendarVersion', state.calendarVersion, calendarVersion);
  if (agreed === undefined) return isOther ? [] : ofCalendar;
  const { targetMs, calendarId, agreementId, agreementVersion } = agreed;
  return [
    ...changeOf('agreement', state.agreementId, agreementId),
    ...(agreementId === state.agreementId
      ? changeOf('agreementVersion', state.agreementVersion, agreementVersion)
      : []),
    ...changeOf('target', minutesOf(state.targetMs), minutesOf(targetMs)),
    ...changeOf('calendar', state.calendarId, calendarId),
    ...(calendarId === state.calendarId ? ofCalendar : []),
  ];
}

/** A threshold is reached: it is told, and the host throws its escalation. */
export function reachThreshold(
  machine: StepMachine,
  host: ElementInstance,
  index: number,
  position: number,
): void {
  const found = clockAt(machine, host, index);
  const threshold = found?.model.thresholds[position];
  if (found === undefined || threshold === undefined) return;
  // It was told already if the instance was suspended then.
  if (found.state.reached[position] !== true) {
    found.state.reached[position] = true;
    recordClock(machine, host, index, eventOf(threshold), {});
  }
  if (threshold.escalationCode === undefined) return;
  machine.throwEscalation(host, { escalationCode: threshold.escalationCode, variables: {} });
}

/** Only tells that a threshold is reached: its escalation waits for the instance to be resumed. */
export function tellThreshold(
  machine: StepMachine,
  { owner, clock, threshold: position }: Extract<Wait, { type: 'clockTimer' }>,
): void {
  const host = machine.findInstance(owner);
  const found = host === undefined ? undefined : clockAt(machine, host, clock);
  const threshold = found?.model.thresholds[position];
  if (host === undefined || found === undefined || threshold === undefined) return;
  found.state.reached[position] = true;
  recordClock(machine, host, clock, eventOf(threshold), {});
}

function eventOf({ kind }: ProgramThreshold): 'atRisk' | 'breached' {
  return kind === 'atRisk' ? 'atRisk' : 'breached';
}

/** An operator has mended what kept a clock from starting, or from getting its deadlines. */
export function retryClock(machine: StepMachine, host: ElementInstance, index: number): void {
  if (clockAt(machine, host, index)?.state.status === 'running') retryTerms(machine, host, index);
  else startClock(machine, host, index);
}

function findClock(
  machine: StepMachine,
  clockId: string,
): { host: ElementInstance; index: number } | undefined {
  for (const host of Object.values(machine.state.instances)) {
    const index = host.clocks?.findIndex((clock) => clock.clockId === clockId) ?? -1;
    if (index >= 0) return { host, index };
  }
  return undefined;
}
