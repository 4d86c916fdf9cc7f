import type { FeelAst, FeelTypeNode } from '../../expressions/feel-ast.js';
import type { BasicType } from '../model/decision-model.js';

/** The names of FEEL's own types, in the standard and in the tools that write them otherwise. */
export const basicTypes: Readonly<Record<string, BasicType>> = {
  Any: 'Any',
  any: 'Any',
  boolean: 'boolean',
  number: 'number',
  integer: 'number',
  long: 'number',
  double: 'number',
  decimal: 'number',
  string: 'string',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  dateTime: 'date and time',
  'days and time duration': 'days and time duration',
  dayTimeDuration: 'days and time duration',
  'years and months duration': 'years and months duration',
  yearMonthDuration: 'years and months duration',
  list: 'list',
  context: 'context',
  range: 'range',
  function: 'function',
};

/** Puts item definitions in the place of their names. */
export function resolveTypesIn(
  ast: FeelAst,
  expand: (name: string) => FeelTypeNode | undefined,
): FeelAst {
  if (!/"(instanceOf|function)"/.test(JSON.stringify(ast))) return ast;
  const resolved: unknown = JSON.parse(JSON.stringify(ast), (_key, value: unknown) =>
    isNamedType(value) ? (expand(value.name) ?? value) : value,
  );
  // The same tree with other types in it.
  return resolved as FeelAst;
}

function isNamedType(value: unknown): value is { readonly name: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'named' &&
    'name' in value &&
    typeof value.name === 'string'
  );
}
