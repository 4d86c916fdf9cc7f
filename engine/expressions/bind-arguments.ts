import type { Evaluation } from './evaluation.js';
import type { FeelTypeNode, Span } from './feel-ast.js';
import { FeelDate, type FeelParameter, type FeelValue, isList } from './feel-value.js';
import { formatBriefly } from './format-value.js';
import { midnightOf } from './temporal/instants.js';
import { formatType } from './type-conformance.js';
import { canonicalName } from './type-names.js';
import { conformsTo } from './value-types.js';

/**
 * The value as one of the type, after FEEL's implicit conversions: a list of one item stands for
 * its item and the other way, a date for its midnight in UTC. `undefined` if it is none.
 */
export function convertToType(
  value: FeelValue,
  type: FeelTypeNode,
  evaluation: Evaluation,
  span: Span,
): FeelValue | undefined {
  if (conformsTo(value, type, evaluation, span)) return value;
  if (type.type === 'listOf') {
    const item = convertToType(value, type.of, evaluation, span);
    return item === undefined || isList(value) ? undefined : [item];
  }
  if (isList(value)) {
    return value.length === 1 ? convertToType(value[0] ?? null, type, evaluation, span) : undefined;
  }
  const isMoment = type.type === 'named' && canonicalName(type.name) === 'date and time';
  return isMoment && value instanceof FeelDate ? midnightOf(value) : undefined;
}

/** The arguments as the parameters want them; a mistake (`undefined`) if they don't fit. */
export function bindArguments(
  parameters: readonly FeelParameter[],
  args: readonly FeelValue[],
  evaluation: Evaluation,
  span: Span,
): readonly FeelValue[] | undefined {
  if (args.length !== parameters.length) {
    const message = `Expected ${parameters.length} arguments but got ${args.length}`;
    evaluation.fail('badArgument', message, span);
    return undefined;
  }
  const bound: FeelValue[] = [];
  for (const [index, { name, of }] of parameters.entries()) {
    const given = args[index] ?? null;
    const value = of === undefined ? given : convertToType(given, of, evaluation, span);
    if (value === undefined) {
      const expected = of === undefined ? 'a value' : `a ${formatType(of)}`;
      const message = `Expected ${expected} for '${name}' but got ${formatBriefly(given)}`;
      evaluation.fail('badArgument', message, span);
      return undefined;
    }
    bound.push(value);
  }
  return bound;
}
