import type { FeelTypeNode } from './feel-ast.js';
import {
  FeelFunction,
  FeelRange,
  type FeelValue,
  isContext,
  isList,
  kindOf,
} from './feel-value.js';
import { anything, formatType, typeConforms } from './type-conformance.js';

const maximumDepth = 20;

/** The type of a value, as FEEL writes it: `list<number>`, `context<a: string>`. */
export function describeTypeOf(value: FeelValue): string {
  return formatType(typeOf(value, 0));
}

function typeOf(value: FeelValue, depth: number): FeelTypeNode {
  if (depth > maximumDepth) return anything;
  if (isList(value)) return { type: 'listOf', of: commonType(value, depth + 1) };
  if (value instanceof FeelRange) {
    return { type: 'rangeOf', of: typeOf(value.start ?? value.end ?? null, depth + 1) };
  }
  if (value instanceof FeelFunction) {
    const parameters = value.parameters.map(({ of }) => of ?? anything);
    return { type: 'functionOf', parameters, result: value.result ?? anything };
  }
  if (!isContext(value)) return { type: 'named', name: nameOf(value) };
  const entries = Object.entries(value).map(([key, entry]: [string, FeelValue]) => ({
    key,
    of: typeOf(entry, depth + 1),
  }));
  return { type: 'contextOf', entries };
}

function nameOf(value: FeelValue): string {
  return value === null ? 'Null' : kindOf(value);
}

/** The type that the items share: the widest of them, or any. */
function commonType(items: readonly FeelValue[], depth: number): FeelTypeNode {
  let common: FeelTypeNode | undefined;
  for (const item of items) {
    const type = typeOf(item, depth);
    if (common === undefined || typeConforms(common, type)) common = type;
    else if (!typeConforms(type, common)) return anything;
  }
  return common ?? anything;
}
