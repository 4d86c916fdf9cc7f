import type { Failure } from '../failure.js';
import type { ProgramElement } from '../model/program.js';
import type { Actor } from '../protocol/inputs.js';
import type { Incident } from '../protocol/incidents.js';
import type { ElementInstance, OpenIncident } from '../state/instance-state.js';
import { allConditions } from '../state/watched-conditions.js';
import type { StepMachine } from '../step-machine.js';

/** The token stands still, visible to operators. */
export function raiseIncident(
  machine: StepMachine,
  instance: ElementInstance,
  failure: Failure,
  retry: OpenIncident['retry'] = { type: 'phase' },
  element: ProgramElement = machine.elementOf(instance),
): void {
  const incident: Incident = {
    incidentId: machine.newId(),
    elementId: element.id,
    elementInstanceId: machine.idOf(instance),
    raisedAt: machine.state.now,
    ...failure,
  };
  machine.state.incidents[incident.incidentId] = { incident, key: instance.key, retry };
  (instance.incidents ??= []).push(incident.incidentId);
  machine.record({ type: 'incidentRaised', incident });
}

export function resolveIncident(machine: StepMachine, open: OpenIncident, actor?: Actor): void {
  const { incidentId, elementId, code } = open.incident;
  const instance = machine.findInstance(open.key);
  if (instance?.incidents !== undefined) {
    instance.incidents = instance.incidents.filter((id) => id !== incidentId);
  }
  delete machine.state.incidents[incidentId];
  machine.record({
    type: 'incidentResolved',
    incidentId,
    elementId,
    ...(actor === undefined ? {} : { actor }),
  });
  if (code === 'loopBoundExceeded') releaseHeld(machine);
}

/** What was held back by an exceeded bound goes on; conditions were not looked at meanwhile. */
function releaseHeld(machine: StepMachine): void {
  machine.queue.pushAll(machine.state.held);
  machine.state.held = [];
  for (const waitId of allConditions(machine.state)) machine.dueConditions.add(waitId);
}

/** The instance ends in another way: its incidents are no more. */
export function resolveIncidents(machine: StepMachine, instance: ElementInstance): void {
  if (instance.incidents === undefined) return;
  for (const incidentId of instance.incidents) {
    const open = machine.state.incidents[incidentId];
    if (open !== undefined) resolveIncident(machine, open);
  }
}
