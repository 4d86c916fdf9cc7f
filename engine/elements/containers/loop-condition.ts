import type { StepContext } from '../../element-behavior.js';
import { fail, type Result, succeed } from '../../failure.js';
import type { ProgramExpression } from '../../model/program.js';
import type { ElementInstance } from '../../state/instance-state.js';

/** A condition of a loop, seen from the instance; it must be true or false. */
export function loopConditionHolds(
  context: StepContext,
  condition: ProgramExpression,
  instance: ElementInstance,
): Result<boolean> {
  const result = context.evaluate(condition, instance);
  if (!result.ok) return result;
  if (typeof result.value === 'boolean') return succeed(result.value);
  const { id } = context.elementOf(instance);
  const got = JSON.stringify(result.value);
  return fail(
    'conditionNotBoolean',
    `Expected true or false from the condition of the loop at '${id}' but got ${got}`,
    { expression: condition.text },
  );
}
