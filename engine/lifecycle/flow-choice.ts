import type { StepContext } from '../element-behavior.js';
import { fail, type Result, succeed } from '../failure.js';
import type { ProgramElement } from '../model/program.js';
import type { Variables } from '../protocol/json.js';
import type { ElementInstance } from '../state/instance-state.js';

/** All flows whose condition holds or that have none; the default flow only if no other is taken. `names` hide variables. */
export function chooseFlows(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  names?: Variables,
): Result<readonly number[]> {
  if (!element.hasConditions && element.defaultFlow < 0) return succeed(element.outgoing);
  const chosen: number[] = [];
  for (const flow of element.outgoing) {
    if (flow === element.defaultFlow) continue;
    const holds = conditionHolds(context, instance, flow, names);
    if (!holds.ok) return holds;
    if (holds.value) chosen.push(flow);
  }
  if (chosen.length > 0) return succeed(chosen);
  return element.defaultFlow < 0 ? noFlowChosen(element) : succeed([element.defaultFlow]);
}

/** Whether a token may take the flow; without a condition it may. */
export function conditionHolds(
  context: StepContext,
  instance: ElementInstance,
  flow: number,
  names?: Variables,
): Result<boolean> {
  const model = context.program.flows[flow];
  if (model?.condition === undefined) return succeed(true);
  const result = context.evaluate(model.condition, instance, names);
  if (!result.ok) return result;
  if (typeof result.value === 'boolean') return succeed(result.value);
  return fail(
    'conditionNotBoolean',
    `Expected true or false from the condition of '${model.id}' but got ${JSON.stringify(result.value)}`,
    { expression: model.condition.text },
  );
}

export function noFlowChosen(element: ProgramElement): Result<readonly number[]> {
  return fail(
    'noFlowChosen',
    `Expected a condition after '${element.id}' to hold but none does and there is no default flow`,
  );
}
