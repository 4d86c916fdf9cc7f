import type { StepContext } from './element-behavior.js';
import type { TokenQueue } from './lifecycle/token-queue.js';
import type { ElementInstance } from './state/instance-state.js';

/** What the core itself needs beyond the verbs of a behavior. */
export interface StepMachine extends StepContext {
  readonly queue: TokenQueue;
  /** Scopes whose waiting joins are to be asked before the step ends. */
  readonly restless: Set<ElementInstance>;
  /** Ids of waits for conditions that must be looked at when the tokens have come to rest. */
  readonly dueConditions: Set<string>;
  /** Clocks whose terms must be read again at the end of the step. */
  readonly dueClocks: Set<string>;
}
