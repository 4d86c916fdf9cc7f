import { reachThreshold } from '../clocks/clock-deadlines.js';
import { occur } from '../lifecycle/occurrence.js';
import { ofEvent } from '../lifecycle/wait-kinds.js';
import { endWait, openWait } from '../lifecycle/waits.js';
import type { TimerFired } from '../protocol/inputs.js';
import type { ElementInstance, Wait } from '../state/instance-state.js';
import { cycleAfter, dueAtOf } from '../state/timer-cycle.js';
import type { StepMachine } from '../step-machine.js';

export function timerFired(machine: StepMachine, { timerId }: TimerFired): undefined {
  const wait = machine.state.waits[timerId];
  const owner = wait === undefined ? undefined : machine.findInstance(wait.owner);
  if (wait === undefined || owner === undefined) return;
  if (wait.type === 'clockTimer') {
    endWait(machine, timerId, wait);
    reachThreshold(machine, owner, wait.clock, wait.threshold);
  } else if (wait.type === 'timer') {
    endWait(machine, timerId, wait);
    machine.record({ type: 'timerFired', timerId, ...ofEvent(machine, wait) });
    waitForNext(machine, owner, wait);
    occur(machine, owner, machine.elementAt(wait.event), wait.definition, { variables: {} });
  }
}

/** A repeated timer waits for its next time before what it does now, which may end it. */
function waitForNext(
  machine: StepMachine,
  owner: ElementInstance,
  wait: Extract<Wait, { type: 'timer' }>,
): void {
  const { event, cycle } = wait;
  if (cycle === undefined || machine.elementAt(event).isInterrupting) return;
  const next = cycleAfter(cycle, wait.dueAt);
  const dueAt = dueAtOf(next, machine.state.zone);
  if (dueAt === undefined) return;
  openWait(machine, owner, { ...wait, dueAt, cycle: next });
}
