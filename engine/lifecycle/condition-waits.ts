import type { ConditionalAttributes } from '../event-definitions/conditional.js';
import type { ProgramElement } from '../model/program.js';
import type { ElementInstance, OpenIncident } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';

/** What the compiler has written for the definition that is waited for. */
export function conditionOf(event: ProgramElement, definition = 0): ConditionalAttributes {
  return event.eventDefinitions[definition]?.attributes as unknown as ConditionalAttributes;
}

/** The incident of a condition that could not be evaluated. */
export function incidentOf(
  { state }: StepMachine,
  waitId: string,
  { incidents = [] }: ElementInstance,
): OpenIncident | undefined {
  return incidents
    .map((incidentId) => state.incidents[incidentId])
    .find((open) => open?.retry.type === 'condition' && open.retry.waitId === waitId);
}
