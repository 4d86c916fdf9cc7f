import type { FeelAst, FeelTypeNode } from '../../expressions/feel-ast.js';
import type { BasicType, ItemType, TypeReference } from '../model/decision-model.js';

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

const deepestExpansion = 8;

/** An item definition as FEEL writes types; what goes on without end, or is a function, is anything. */
export function expandReference(
  reference: TypeReference | undefined,
  types: Readonly<Record<string, ItemType>>,
  depth = 0,
): FeelTypeNode {
  if (reference === undefined) return { type: 'named', name: 'Any' };
  if ('basic' in reference) return { type: 'named', name: reference.basic };
  const item = types[reference.item];
  if (item === undefined || depth > deepestExpansion) return { type: 'named', name: 'Any' };
  return expandItem(item, types, depth);
}

function expandItem(
  item: ItemType,
  types: Readonly<Record<string, ItemType>>,
  depth: number,
): FeelTypeNode {
  const single: FeelTypeNode =
    item.components !== undefined
      ? {
          type: 'contextOf',
          entries: item.components.map(({ name, type }) => ({
            key: name,
            of: expandItem(type, types, depth + 1),
          })),
        }
      : item.function !== undefined
        ? {
            type: 'functionOf',
            parameters: item.function.parameters.map(({ typeRef }) =>
              expandReference(typeRef, types, depth + 1),
            ),
            result: expandReference(item.function.result, types, depth + 1),
          }
        : expandReference(item.base, types, depth + 1);
  return item.isCollection === true ? { type: 'listOf', of: single } : single;
}

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
