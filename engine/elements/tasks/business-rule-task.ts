import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { type Failure, fail } from '../../failure.js';
import type { ProgramElement, ProgramValue } from '../../model/program.js';
import type { Variables } from '../../protocol/json.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { defineVariable } from '../../state/variables.js';
import { runJob } from './service-task.js';

/** Written by the compiler, for a task that calls a decision; one that names a job has the attributes of jobs. */
export interface CalledDecisionAttributes {
  readonly decisionId: ProgramValue;
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
  readonly resultVariable?: string;
  /** Null is an incident; left out, it is a value like any other. */
  readonly refusesNull?: true;
}

/**
 * BPMN 2.0.2 section 13.3.3: business rule task. Calls a decision (ADR 35), or gives a job to a worker that asks a business
 * rule engine. Waits for what was decided.
 *
 * The decision sees the inputs of the task, or all variables without any.
 */
export const businessRuleTask: ElementBehavior = {
  givesWork: true,

  activate(context, instance, element) {
    const attributes = decisionOf(element);
    return attributes === undefined
      ? runJob(context, instance, element)
      : callDecision(context, instance, element, attributes);
  },

  resume(context, instance, element, variables) {
    const attributes = decisionOf(element);
    const result = attributes === undefined ? variables : resultOf(attributes, variables);
    context.complete(instance, result);
    return undefined;
  },
};

function decisionOf({ attributes }: ProgramElement): CalledDecisionAttributes | undefined {
  return 'decisionId' in attributes
    ? (attributes as unknown as CalledDecisionAttributes)
    : undefined;
}

function callDecision(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  { decisionId, binding, versionTag, refusesNull }: CalledDecisionAttributes,
): Failure | undefined {
  const called = context.read(decisionId, instance);
  if (!called.ok) return called.failure;
  if (typeof called.value !== 'string' || called.value === '') {
    const message = `Expected the id of a decision to call but got ${JSON.stringify(called.value)}`;
    return fail('calledDecisionMissing', message).failure;
  }
  const { now, zone } = context.state;
  const strict = refusesNull === true ? { refusesNull } : {};
  const evaluationId = context.wait(instance, { type: 'decision', owner: instance.key, ...strict });
  context.emit({
    type: 'evaluateDecision',
    evaluationId,
    elementId: element.id,
    decisionId: called.value,
    binding,
    ...(versionTag === undefined ? {} : { versionTag }),
    now,
    zone,
    variables: context.collectPayload(instance),
  });
  return undefined;
}

function resultOf(
  { resultVariable }: CalledDecisionAttributes,
  { value = null }: Variables,
): Variables {
  const variables: Variables = {};
  if (resultVariable !== undefined) defineVariable(variables, resultVariable, value);
  return variables;
}
