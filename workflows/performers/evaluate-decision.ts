import type { DecisionOutcome, EvaluateDecision, UntimedInput } from '../../engine/index.js';
import { requireAnswer } from '../dropped-activity.js';
import { messageOf } from '../failure-message.js';
import { ports } from '../port-activities.js';
import type { ProcessHost } from '../process-host.js';
import { fitsLimit } from '../variables-limit.js';
import type { Performer } from './performer.js';

/**
 * A local activity: the history holds what was decided and never the model, and a decision has no effect but its value,
 * so it may be made again before the step that asked for it is committed.
 */
export const evaluateDecision: Performer<EvaluateDecision> = (command, host) => {
  void host.work.trackLocal(ask(command, host));
};

async function ask(command: EvaluateDecision, host: ProcessHost): Promise<void> {
  const { evaluationId, decisionId, binding, versionTag, now, zone, variables } = command;
  const tag = versionTag === undefined ? {} : { versionTag };
  const question = { decisionId, binding, ...tag, now, zone, variables };
  try {
    const outcome = await ports.evaluateDecision({ caller: host.instance, ...question });
    host.enqueue(answerOf(outcome, command, host));
  } catch (error) {
    requireAnswer(error);
    host.enqueue(failure(evaluationId, decisionId, messageOf(error)));
  }
}

function answerOf(
  outcome: DecisionOutcome,
  { evaluationId, decisionId }: EvaluateDecision,
  host: ProcessHost,
): UntimedInput {
  if (outcome.type === 'failed') return { ...outcome, type: 'decisionFailed', evaluationId };
  const { decision, evaluation } = outcome;
  if (!fitsLimit(host, { value: evaluation.value })) {
    const message = `Expected at most ${host.limits.variableBytes} bytes of variables in the instance`;
    return failure(evaluationId, decisionId, message);
  }
  return { type: 'decisionEvaluated', evaluationId, decision, evaluation };
}

function failure(evaluationId: string, decisionId: string, message: string): UntimedInput {
  const details = { decisionId };
  return { type: 'decisionFailed', evaluationId, code: 'decisionFailed', message, details };
}
