import type { ConditionalAttributes } from '../event-definitions/conditional.js';
import { fail, type Result, succeed } from '../failure.js';
import type { ProgramElement, ProgramExpression } from '../model/program.js';
import type { ElementInstance, Wait } from '../state/instance-state.js';
import { VariableScope } from '../state/variables.js';
import { forgetCondition } from '../state/watched-conditions.js';
import type { StepMachine } from '../step-machine.js';
import { conditionOf, incidentOf } from './condition-waits.js';
import { raiseIncident, resolveIncident } from './incidents.js';
import { endWait } from './waits.js';
import { occur } from './occurrence.js';

type ConditionWait = Extract<Wait, { type: 'condition' }>;

/** The tokens have come to rest: looks at every condition that may have changed, in the order they were begun. */
export function lookAtConditions(machine: StepMachine): void {
  const due = [...machine.dueConditions].sort((left, right) => orderOf(left) - orderOf(right));
  machine.dueConditions.clear();
  for (const waitId of due) {
    const wait = machine.state.waits[waitId];
    const owner = wait === undefined ? undefined : machine.findInstance(wait.owner);
    if (wait?.type === 'condition' && owner !== undefined) look(machine, waitId, wait, owner);
  }
}

/** Ids end with a number of the instance's counter. */
function orderOf(waitId: string): number {
  return Number(waitId.slice(waitId.lastIndexOf(':') + 1));
}

function look(
  machine: StepMachine,
  waitId: string,
  wait: ConditionWait,
  owner: ElementInstance,
): void {
  const event = machine.elementAt(wait.event);
  const result = holds(machine, conditionOf(event, wait.definition), owner, event);
  const incident = incidentOf(machine, waitId, owner);
  if (!result.ok) {
    if (incident !== undefined) return;
    raiseIncident(machine, owner, result.failure, { type: 'condition', waitId }, event);
    return;
  }
  if (incident !== undefined) resolveIncident(machine, incident);
  const wasTrue = wait.isTrue === true;
  if (result.value !== wasTrue) machine.state.waits[waitId] = { ...wait, isTrue: result.value };
  if (result.value && !wasTrue) become(machine, waitId, wait, owner, event);
}

/** It has become true. An event that does not interrupt occurs again when it becomes true again. */
function become(
  machine: StepMachine,
  conditionId: string,
  wait: ConditionWait,
  owner: ElementInstance,
  event: ProgramElement,
): void {
  const of = { elementId: event.id, elementInstanceId: machine.idOf(owner) };
  machine.record({ type: 'conditionMet', conditionId, ...of });
  if (event.isInterrupting) {
    forgetCondition(machine.state, conditionId, conditionOf(event, wait.definition).dependsOn);
    endWait(machine, conditionId, wait);
    machine.record({ type: 'conditionClosed', conditionId, ...of });
  }
  occur(machine, owner, event, wait.definition, { variables: {} });
}

/** A condition that cannot be told is not fulfilled while it names a variable that nobody has set yet, or that is null. */
function holds(
  machine: StepMachine,
  { condition, needs }: ConditionalAttributes,
  owner: ElementInstance,
  event: ProgramElement,
): Result<boolean> {
  const scope = new VariableScope(machine.state, owner);
  if (!needs.every((name) => scope.has(name))) return succeed(false);
  const result = machine.evaluate(condition, owner);
  if (result.ok && typeof result.value === 'boolean') return succeed(result.value);
  if (needs.some((name) => scope.get(name) === null)) return succeed(false);
  return result.ok ? notBoolean(event.id, condition, result.value) : result;
}

export function notBoolean(
  elementId: string,
  condition: ProgramExpression,
  got: unknown,
): Result<never> {
  const message = `Expected true or false from the condition of '${elementId}' but got ${JSON.stringify(got)}`;
  return fail('conditionNotBoolean', message, { expression: condition.text });
}
