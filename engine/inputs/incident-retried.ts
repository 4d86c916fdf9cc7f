import { retryClock } from '../clocks/clock-deadlines.js';
import { resolveIncident } from '../lifecycle/incidents.js';
import type { IncidentRetried, InputRefusal } from '../protocol/inputs.js';
import type { StepMachine } from '../step-machine.js';
import { goOn } from './resume.js';

export function incidentRetried(
  machine: StepMachine,
  input: IncidentRetried,
): InputRefusal | undefined {
  const { incidentId, variables, actor } = input;
  const open = machine.state.incidents[incidentId];
  const instance = open === undefined ? undefined : machine.findInstance(open.key);
  if (open === undefined || instance === undefined) {
    const message = `Expected an open incident but '${incidentId}' is none`;
    return { code: 'unknownIncident', message, params: { incidentId } };
  }
  if (variables !== undefined) machine.setVariables(instance, variables);
  resolveIncident(machine, open, actor);
  if (open.retry.type === 'clock') retryClock(machine, instance, open.retry.clock);
  else if (open.retry.type === 'condition') machine.dueConditions.add(open.retry.waitId);
  else goOn(machine, instance);
  return undefined;
}
