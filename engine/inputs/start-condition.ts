import type { ConditionalAttributes } from '../event-definitions/conditional.js';
import type { InputRefusal, InstanceStarted } from '../protocol/inputs.js';
import { evaluateOver } from '../state/expressions.js';
import type { StepMachine } from '../step-machine.js';

/**
 * BPMN 2.0.2 section 10.5.2: the condition of a start event does not refer to the data of an instance, which does not
 * exist yet, but to its environment: here, to what the instance is started with. One that does not hold starts nothing.
 */
export function checkStartCondition(
  { program, state }: StepMachine,
  startEvent: number,
  { startDefinition, variables, zone }: InstanceStarted,
): InputRefusal | undefined {
  const start = program.elements[startEvent];
  const definitions = start?.eventDefinitions ?? [];
  const position = startDefinition ?? (definitions.length === 1 ? 0 : -1);
  const definition = definitions[position];
  if (start === undefined || definition?.type !== 'conditional') return undefined;
  const { condition } = definition.attributes as unknown as ConditionalAttributes;
  const result = evaluateOver(variables, condition, { now: state.now, zone });
  if (result.ok && result.value === true) return undefined;
  const got = result.ok ? JSON.stringify(result.value) : result.failure.message;
  return {
    code: 'startConditionNotMet',
    message: `Expected the condition of start event '${start.id}' to hold but got: ${got}`,
    params: { startElementId: start.id, condition: condition.text },
  };
}
