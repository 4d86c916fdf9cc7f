import { raiseIncident } from '../lifecycle/incidents.js';
import { openWait } from '../lifecycle/waits.js';
import type { ProgramThreshold } from '../model/program.js';
import type { DeadlinesDerived } from '../protocol/inputs.js';
import type { ElementInstance, Wait } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { askForDeadlines, clockAt, recordClock, startClock } from './clock-changes.js';

/** The driver has derived deadlines; an answer to an outdated question changes nothing. */
export function takeDeadlines(machine: StepMachine, input: DeadlinesDerived): void {
  const found = findClock(machine, input.clockId);
  const state = found?.host.clocks?.[found.index];
  if (found === undefined || state?.revision !== input.revision || state.status !== 'running')
    return;
  const { host, index } = found;
  if (input.outcome.type === 'failed') {
    const failure = { code: 'clockInvalid', message: input.outcome.message } as const;
    return raiseIncident(machine, host, failure, { type: 'clock', clock: index });
  }
  setDeadlines(machine, host, index, input.outcome);
}

function setDeadlines(
  machine: StepMachine,
  host: ElementInstance,
  index: number,
  outcome: Extract<DeadlinesDerived['outcome'], { type: 'derived' }>,
): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  const due = found.model.thresholds.flatMap(({ kind, share }, threshold) => {
    const answer = outcome.deadlines.find((deadline) => deadline.share === share);
    const isOpen = found.state.reached[threshold] === false && answer !== undefined;
    return isOpen ? [{ kind, share, dueAt: answer.dueAt, threshold }] : [];
  });
  recordClock(machine, host, index, 'deadlinesSet', {
    deadlines: due.map(({ kind, share, dueAt }) => ({ kind, share, dueAt })),
    calendarVersion: outcome.calendarVersion,
  });
  for (const { threshold, dueAt } of due) {
    openWait(machine, host, {
      type: 'clockTimer',
      owner: host.key,
      clock: index,
      threshold,
      dueAt,
    });
  }
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
  if (clockAt(machine, host, index)?.state.status === 'running')
    askForDeadlines(machine, host, index);
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
