import type { ElementBehavior } from '../../element-behavior.js';
import type { ProgramExpression } from '../../model/program.js';
import { defineVariable } from '../../state/variables.js';

/** Written by the compiler. */
export interface ScriptTaskAttributes {
  readonly script: ProgramExpression;
  readonly resultVariable?: string;
}

/** BPMN 2.0.2 section 13.3.3: script task; the script is a FEEL expression. No wait state. */
export const scriptTask: ElementBehavior = {
  activate(context, instance, element) {
    const { script, resultVariable } = element.attributes as unknown as ScriptTaskAttributes;
    const result = context.evaluate(script, instance);
    if (!result.ok) return result.failure;
    const variables = {};
    if (resultVariable !== undefined) defineVariable(variables, resultVariable, result.value);
    context.complete(instance, variables);
    return undefined;
  },
};
