import { takeDeadlines } from '../clocks/clock-deadlines.js';
import type { DeadlinesDerived } from '../protocol/inputs.js';
import type { StepMachine } from '../step-machine.js';

export function deadlinesDerived(machine: StepMachine, input: DeadlinesDerived): undefined {
  takeDeadlines(machine, input);
}
