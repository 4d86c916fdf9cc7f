import { hearOfTerms } from '../clocks/changed-terms.js';
import type { TermsPublished } from '../protocol/inputs.js';
import type { StepMachine } from '../step-machine.js';

export function termsPublished(machine: StepMachine, input: TermsPublished): undefined {
  hearOfTerms(machine, input);
}
