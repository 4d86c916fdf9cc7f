import { isCaughtAbove } from '../lifecycle/caught-errors.js';
import { ofOwner } from '../lifecycle/wait-kinds.js';
import { endWait } from '../lifecycle/waits.js';
import type { ChildEnded, ChildEscalated } from '../protocol/inputs.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { stopForRetry } from './job-inputs.js';
import { resume } from './resume.js';

export function childEnded(machine: StepMachine, input: ChildEnded): undefined {
  const { childId, outcome } = input;
  const wait = machine.state.waits[childId];
  const instance = wait === undefined ? undefined : machine.findInstance(wait.owner);
  if (wait?.type !== 'child' || instance === undefined) return;
  endWait(machine, childId, wait);
  machine.record({
    type: 'childEnded',
    childId,
    outcome: outcome.type,
    ...ofOwner(machine, wait),
  });
  if (outcome.type === 'completed') resume(machine, instance, input.variables);
  else takeBadEnd(machine, instance, input);
}

/** A retry starts the called process again. */
function takeBadEnd(machine: StepMachine, instance: ElementInstance, input: ChildEnded): void {
  const { outcome, variables } = input;
  switch (outcome.type) {
    case 'completed':
      return;
    case 'error': {
      const { errorCode, message } = outcome;
      const error = { errorCode, message, variables };
      if (machine.throwError(instance, error)) return;
      if (isCaughtAbove(machine, errorCode)) return machine.failProcess(error);
      const text = `Expected an event that catches error '${errorCode}' but found none: ${message}`;
      return stopForRetry(machine, instance, { code: 'unhandledError', message: text });
    }
    case 'canceled': {
      const message = 'Expected the called process to complete but it was canceled';
      return stopForRetry(machine, instance, { code: 'childFailed', message });
    }
    case 'failed': {
      const { message } = outcome;
      return stopForRetry(machine, instance, { code: 'childFailed', message });
    }
  }
}

export function childEscalated(machine: StepMachine, input: ChildEscalated): undefined {
  const { childId, escalationCode, variables } = input;
  const wait = machine.state.waits[childId];
  const instance = wait === undefined ? undefined : machine.findInstance(wait.owner);
  if (wait?.type !== 'child' || instance === undefined) return;
  machine.throwEscalation(instance, { escalationCode, variables });
}
