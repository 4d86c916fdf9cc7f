import type { Occurrence } from '../element-behavior.js';
import { elementBehaviors } from '../elements/registry.js';
import { UnexpectedStateError } from '../errors.js';
import { eventDefinitions } from '../event-definitions/registry.js';
import type { ProgramElement } from '../model/program.js';
import type { ElementInstance, GatheredEvent, Wait } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { forgetGathered, gather, isComplete, isParallel, keepForNextRound } from './gathering.js';
import { ofEvent } from './wait-kinds.js';
import { closeWaits, endWait, openWait } from './waits.js';

/** Tells an event element that one of its definitions has happened; all of them, if it asks for all. */
export function occur(
  machine: StepMachine,
  owner: ElementInstance,
  event: ProgramElement,
  definition: number | undefined,
  occurrence: Occurrence,
): void {
  if (!isParallel(event)) return tell(machine, owner, event, occurrence);
  const gathered = gather(owner, event, definition ?? 0, occurrence.variables);
  if (!isComplete(gathered, event)) return;
  forgetGathered(owner, event);
  if (!event.isInterrupting) beginNextRound(machine, owner, event, gathered);
  tell(machine, owner, event, { variables: gathered.variables });
}

/** The message or signal has come. An event that does not interrupt hears the next one too. */
export function endSubscription(
  machine: StepMachine,
  subscriptionId: string,
  wait: Extract<Wait, { type: 'subscription' }>,
  owner: ElementInstance,
): void {
  const event = machine.elementAt(wait.event);
  if (!event.isInterrupting && !isParallel(event)) return;
  endWait(machine, subscriptionId, wait);
  machine.emit({ type: 'unsubscribe', subscriptionId });
  machine.record({ type: 'subscriptionClosed', subscriptionId, ...ofEvent(machine, wait) });
  if (!event.isInterrupting) keepForNextRound(owner, event, wait);
}

function tell(
  machine: StepMachine,
  owner: ElementInstance,
  event: ProgramElement,
  occurrence: Occurrence,
): void {
  const behavior = elementBehaviors[event.type];
  if (behavior.occur === undefined) {
    throw new UnexpectedStateError(`Expected an event but '${event.id}' is a ${event.type}`);
  }
  behavior.occur(machine, owner, event, occurrence);
}

/** Only if every definition can occur again; otherwise there is nothing left to wait for. */
function beginNextRound(
  machine: StepMachine,
  owner: ElementInstance,
  event: ProgramElement,
  { waits }: GatheredEvent,
): void {
  const isOfEvent = (wait: Wait) => 'event' in wait && wait.event === event.index;
  const going = (owner.waits ?? []).filter((waitId) => {
    const wait = machine.state.waits[waitId];
    return wait !== undefined && isOfEvent(wait);
  });
  const needed = event.eventDefinitions.filter(({ type }) => 'plan' in eventDefinitions[type]);
  if (going.length + waits.length < needed.length) closeWaits(machine, owner, isOfEvent);
  else for (const wait of waits) openWait(machine, owner, wait);
}
