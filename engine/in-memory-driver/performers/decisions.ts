import { decisionMissing, evaluateCall } from '../../dmn/evaluate-call.js';
import type { EvaluateDecision } from '../../protocol/commands.js';
import type { DecisionOutcome } from '../../protocol/decisions.js';
import type { UntimedInput } from '../../protocol/inputs.js';
import { findDecision } from '../deployed-decisions.js';
import type { Performer } from './performer.js';

export const evaluateDecision: Performer<EvaluateDecision> = (command, host, instance) => {
  const { evaluationId, decisionId, binding } = command;
  const found = findDecision(host.decisions, command, instance.programHash);
  const outcome =
    found === undefined ? decisionMissing(decisionId, binding) : evaluateCall(found, command);
  const { instanceId } = instance;
  host.data.queue.push({ instanceId, input: answerOf(evaluationId, outcome) });
};

function answerOf(evaluationId: string, outcome: DecisionOutcome): UntimedInput {
  if (outcome.type === 'failed') return { ...outcome, type: 'decisionFailed', evaluationId };
  const { decision, evaluation } = outcome;
  return { type: 'decisionEvaluated', evaluationId, decision, evaluation };
}
