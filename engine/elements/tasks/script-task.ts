import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import type { ProgramElement, ProgramExpression } from '../../model/program.js';
import type { JsonValue, Variables } from '../../protocol/json.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { defineVariable } from '../../state/variables.js';

/** Written by the compiler: a script in one of two languages. */
export type ScriptTaskAttributes = {
  readonly resultVariable?: string;
} & ({ readonly script: ProgramExpression } | { readonly javascript: string });

/**
 * BPMN 2.0.2 section 13.3.3: script task. FEEL is evaluated at once, without a wait state. JavaScript is run by the driver,
 * outside the machine, with the variables that the task sees; the task waits for its value.
 */
export const scriptTask: ElementBehavior = {
  activate(context, instance, element) {
    const attributes = attributesOf(element);
    if ('javascript' in attributes) {
      runScript(context, instance, element, attributes.javascript);
      return undefined;
    }
    const result = context.evaluate(attributes.script, instance);
    if (!result.ok) return result.failure;
    context.complete(instance, toVariables(element, result.value));
    return undefined;
  },

  resume(context, instance, element, { value = null }) {
    context.complete(instance, toVariables(element, value));
    return undefined;
  },
};

function attributesOf(element: ProgramElement): ScriptTaskAttributes {
  return element.attributes as unknown as ScriptTaskAttributes;
}

function runScript(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  script: string,
): void {
  const jobId = context.wait(instance, { type: 'job', owner: instance.key });
  const variables = context.collectPayload(instance);
  context.emit({ type: 'runScript', jobId, elementId: element.id, script, variables });
  const elementInstanceId = context.idOf(instance);
  const jobType = 'javascript';
  context.record({ type: 'jobCreated', jobId, jobType, elementId: element.id, elementInstanceId });
}

function toVariables(element: ProgramElement, value: JsonValue): Variables {
  const { resultVariable } = attributesOf(element);
  const variables: Variables = {};
  if (resultVariable !== undefined) defineVariable(variables, resultVariable, value);
  return variables;
}
