import { evaluate, type FeelResult, scopeOf } from '../../../engine/expressions/evaluate.js';
import type { FeelOptions } from '../../../engine/expressions/evaluation.js';
import type { FeelValue } from '../../../engine/expressions/feel-value.js';
import { formatValue } from '../../../engine/expressions/format-value.js';
import { fromJson, type JsonValue } from '../../../engine/expressions/json-values.js';
import { parseExpression } from '../../../engine/expressions/parse.js';

/** Saturday, 21 November 2026, 10:00 UTC. */
export const testNow = Date.UTC(2026, 10, 21, 10);

type Variables = Readonly<Record<string, JsonValue>>;

function keysWithin(value: JsonValue): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysWithin(inner)]);
}

export function run(
  text: string,
  variables: Variables = {},
  options: Partial<FeelOptions> = {},
): FeelResult {
  const members = Object.values(variables).flatMap(keysWithin);
  const parsed = parseExpression(text, Object.keys(variables), members);
  if (!parsed.ok) {
    const message = parsed.problems.map((problem) => problem.message).join('; ');
    throw new SyntaxError(`${message} in '${text}'`);
  }
  const scope: Record<string, FeelValue> = {};
  for (const [name, json] of Object.entries(variables)) scope[name] = fromJson(json);
  const defaults: FeelOptions = { now: testNow, zone: 'Europe/Berlin', mode: 'strict', text };
  return evaluate(parsed.ast, scopeOf(scope), { ...defaults, ...options });
}

/** The value in FEEL's notation, strings quoted, or the failure's code after an exclamation mark. */
export function show(
  text: string,
  variables: Variables = {},
  options: Partial<FeelOptions> = {},
): string {
  const result = run(text, variables, options);
  if (!result.ok) return `!${result.error.code}`;
  const { value } = result;
  return typeof value === 'string' ? JSON.stringify(value) : formatValue(value, () => undefined);
}

/** As `show`, in the mode of decisions: null instead of a failure. */
export function showDmn(text: string, variables: Variables = {}): string {
  return show(text, variables, { mode: 'dmn' });
}

/** The value for decisions, followed by the strict failure where there is one. */
export function showBoth(text: string, variables: Variables = {}): string {
  const [lenient, strict] = [showDmn(text, variables), show(text, variables)];
  return lenient === strict ? lenient : `${lenient} ${strict}`;
}
