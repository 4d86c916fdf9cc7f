import { javaScriptOf } from '../attributes/script-task.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { CompileOptions } from '../index.js';
import type { Rule } from './registry.js';

/** JavaScript that cannot be read shall not wait for the first token to be found. */
export const scriptSyntax: Rule = ({ elements }, { findScriptProblem }) =>
  findScriptProblem === undefined
    ? []
    : elements.flatMap((element) => check(element, findScriptProblem));

function check(
  element: DraftElement,
  findScriptProblem: NonNullable<CompileOptions['findScriptProblem']>,
): readonly Problem[] {
  const script = element.type === 'scriptTask' ? javaScriptOf(element.source) : undefined;
  const cause = script === undefined ? undefined : findScriptProblem(script);
  if (cause === undefined) return [];
  const message = `Expected JavaScript as script of ${describe(element)} but ${cause}`;
  return [problemAt(element, 'error', 'javaScriptSyntax', message, { cause })];
}
