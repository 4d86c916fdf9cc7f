import type { CalledDecisionAttributes } from './elements/tasks/business-rule-task.js';
import type { Program } from './model/program.js';

/** A task that calls a decision by a constant id. */
export interface DecisionCall {
  readonly elementId: string;
  readonly decisionId: string;
}

/** What a process decides, as far as that is known before it runs. */
export function listDecisionCalls({ elements }: Program): readonly DecisionCall[] {
  return elements.flatMap(({ id, type, attributes }) => {
    if (type !== 'businessRuleTask' || !('decisionId' in attributes)) return [];
    const { decisionId } = attributes as unknown as CalledDecisionAttributes;
    if (decisionId.type !== 'constant' || typeof decisionId.value !== 'string') return [];
    return [{ elementId: id, decisionId: decisionId.value }];
  });
}
