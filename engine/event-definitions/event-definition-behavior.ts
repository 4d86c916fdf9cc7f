import type { StepContext } from '../element-behavior.js';
import type { Failure, Result } from '../failure.js';
import type { ProgramAttributes, ProgramElement } from '../model/program.js';
import type { ElementInstance, EventWait } from '../state/instance-state.js';

/** What an event definition means at the two ends of an event: catching and throwing. */
export interface EventDefinitionBehavior {
  /**
   * What to wait for, so that `owner` hears of it. Evaluates only; has no effect.
   * Left out for events that are not waited for but found by who throws them.
   */
  plan?(
    context: StepContext,
    owner: ElementInstance,
    event: ProgramElement,
    attributes: ProgramAttributes,
  ): Result<EventWait>;

  /** Throws it from an event, which completes afterwards if it is still there. */
  throw?(
    context: StepContext,
    instance: ElementInstance,
    attributes: ProgramAttributes,
  ): Failure | undefined;
}
