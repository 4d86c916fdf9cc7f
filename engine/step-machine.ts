import type { StepContext } from './element-behavior.js';
import type { TokenQueue } from './lifecycle/token-queue.js';

/** What the core itself needs beyond the verbs of a behavior. */
export interface StepMachine extends StepContext {
  readonly queue: TokenQueue;
}
