import { placeOf } from '../dmn/place-of.js';
import type { Failure } from '../failure.js';
import { ofOwner } from '../lifecycle/wait-kinds.js';
import { endWait } from '../lifecycle/waits.js';
import type { DecisionEvaluated, DecisionFailed } from '../protocol/inputs.js';
import type { ElementInstance, Wait } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { stopForRetry } from './job-inputs.js';
import { resume } from './resume.js';

export function decisionEvaluated(machine: StepMachine, input: DecisionEvaluated): undefined {
  const ended = endEvaluation(machine, input.evaluationId);
  if (ended === undefined) return;
  const { wait, instance } = ended;
  const { evaluationId, decision, evaluation } = input;
  const of = ofOwner(machine, wait);
  machine.record({ type: 'decisionEvaluated', evaluationId, decision, evaluation, ...of });
  if (evaluation.value === null && wait.refusesNull === true) {
    stopForRetry(machine, instance, refuseNull(input));
    return;
  }
  resume(machine, instance, { value: evaluation.value });
}

export function decisionFailed(machine: StepMachine, input: DecisionFailed): undefined {
  const ended = endEvaluation(machine, input.evaluationId);
  if (ended === undefined) return;
  const { code, message, details } = input;
  stopForRetry(machine, ended.instance, { code, message, details });
}

/** The first thing that went wrong says most. */
function refuseNull({ decision, evaluation }: DecisionEvaluated): Failure {
  const { decisionId } = decision;
  const [warning] = evaluation.warnings;
  const cause = warning === undefined ? 'nothing says otherwise' : warning.message;
  return {
    code: 'decisionFailed',
    message: `Expected a result of decision '${decisionId}' but it is null: ${cause}`,
    details: { decisionId, ...placeOf(warning ?? {}) },
  };
}

function endEvaluation(
  machine: StepMachine,
  evaluationId: string,
): { wait: Extract<Wait, { type: 'decision' }>; instance: ElementInstance } | undefined {
  const wait = machine.state.waits[evaluationId];
  const instance = wait === undefined ? undefined : machine.findInstance(wait.owner);
  if (wait?.type !== 'decision' || instance === undefined) return undefined;
  endWait(machine, evaluationId, wait);
  return { wait, instance };
}
