import { eventDefinitions } from '../event-definitions/registry.js';
import { UnexpectedStateError } from '../errors.js';
import type { Failure } from '../failure.js';
import type { ProgramElement } from '../model/program.js';
import type { ElementInstance, EventWait, Wait } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { gatherFirst } from './gathering.js';
import { tellClosed, tellOpened } from './wait-kinds.js';

export function openWait(machine: StepMachine, instance: ElementInstance, wait: Wait): string {
  const waitId = machine.newId();
  machine.state.waits[waitId] = wait;
  (instance.waits ??= []).push(waitId);
  tellOpened(machine, waitId, wait);
  return waitId;
}

/** The wait is over because what it waited for has come: nothing to withdraw. */
export function endWait(machine: StepMachine, waitId: string, wait: Wait): void {
  delete machine.state.waits[waitId];
  const owner = machine.findInstance(wait.owner);
  if (owner?.waits !== undefined) owner.waits = owner.waits.filter((id) => id !== waitId);
}

/** Withdraws what an instance waits for, in the order it was begun. */
export function closeWaits(
  machine: StepMachine,
  instance: ElementInstance,
  isMeant?: (wait: Wait) => boolean,
): void {
  if (instance.waits === undefined || instance.waits.length === 0) return;
  const kept: string[] = [];
  for (const waitId of instance.waits) {
    const wait = machine.state.waits[waitId];
    if (wait === undefined) continue;
    if (isMeant !== undefined && !isMeant(wait)) {
      kept.push(waitId);
      continue;
    }
    delete machine.state.waits[waitId];
    tellClosed(machine, waitId, wait);
  }
  instance.waits = kept;
}

/** Begins to wait for the events on and in an element; all or, on a failure, none. */
export function armEvents(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | undefined {
  const events = element.armedEvents.map((index) => machine.elementAt(index));
  return waitForEvents(machine, instance, events);
}

/** Begins to wait for all the events or, on a failure, for none. */
export function waitForEvents(
  machine: StepMachine,
  instance: ElementInstance,
  events: readonly ProgramElement[],
): Failure | undefined {
  const plans: EventWait[] = [];
  for (const event of events) {
    const failure = planEvent(machine, instance, event, plans);
    if (failure !== undefined) return failure;
  }
  for (const plan of plans) openWait(machine, instance, plan);
  return undefined;
}

/**
 * Adds what to wait for so that the event is noticed, by each definition that is waited for; the others
 * are found by who throws them. Evaluated before any waiting begins.
 */
function planEvent(
  machine: StepMachine,
  owner: ElementInstance,
  event: ProgramElement,
  plans: EventWait[],
  occurred?: number,
): Failure | undefined {
  for (const [position, { type, attributes }] of event.eventDefinitions.entries()) {
    if (position === occurred) continue;
    const result = eventDefinitions[type].plan?.(machine, owner, event, attributes);
    if (result === undefined) continue;
    if (!result.ok) return result.failure;
    plans.push(position === 0 ? result.value : { ...result.value, definition: position });
  }
  if (plans.length > 0) return undefined;
  throw new UnexpectedStateError(`Expected event '${event.id}' to be one that can be waited for`);
}

export function waitForEvent(
  machine: StepMachine,
  instance: ElementInstance,
  event: ProgramElement,
  occurred?: number,
): Failure | undefined {
  const plans: EventWait[] = [];
  const failure = planEvent(machine, instance, event, plans, occurred);
  if (failure !== undefined) return failure;
  if (occurred !== undefined) gatherFirst(instance, event, occurred);
  for (const plan of plans) openWait(machine, instance, plan);
  return undefined;
}
