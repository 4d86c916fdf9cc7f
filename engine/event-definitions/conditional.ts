import { succeed } from '../failure.js';
import type { ProgramExpression } from '../model/program.js';
import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/** Written by the compiler. */
export interface ConditionalAttributes {
  readonly condition: ProgramExpression;
  /** Variables without which it cannot be told. */
  readonly needs: readonly string[];
  /** Variables whose change may change it. */
  readonly dependsOn: readonly string[];
}

/**
 * BPMN 2.0.2 section 10.5.6: a conditional event occurs when its condition becomes true. It is looked at when the
 * waiting begins and whenever a variable it names has changed, each time the tokens have come to rest.
 */
export const conditional: EventDefinitionBehavior = {
  plan: (_context, owner, event) =>
    succeed({ type: 'condition', owner: owner.key, event: event.index }),
};
