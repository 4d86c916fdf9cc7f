import type { FeelAst, FeelTypeNode } from '../../expressions/feel-ast.js';
import { kindOfTypeName } from '../../expressions/type-names.js';
import type { BasicType } from '../model/decision-model.js';

/** How tools write types that FEEL names otherwise. */
const otherNames: Readonly<Record<string, BasicType>> = {
  any: 'Any',
  integer: 'number',
  long: 'number',
  double: 'number',
  decimal: 'number',
};

/** The type of FEEL itself that goes by this name, in the standard or in tools; nothing, if it is none. */
export function basicTypeOf(name: string): BasicType | undefined {
  if (name === 'Any') return name;
  if (Object.hasOwn(otherNames, name)) return otherNames[name];
  const kind = kindOfTypeName(name);
  return kind === 'null' ? undefined : kind;
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
