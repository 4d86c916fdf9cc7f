import type { FeelTypeNode } from '../expressions/feel-ast.js';
import type { FunctionType, ItemType, TypeReference } from './model/decision-model.js';

export type ItemTypes = Readonly<Record<string, ItemType>>;

const anything: FeelTypeNode = { type: 'named', name: 'Any' };
const deepest = 8;

/** A type as FEEL writes it, without the values it allows; what contains itself ends somewhere as anything. */
export function expandReference(
  reference: TypeReference | undefined,
  types: ItemTypes,
  depth = 0,
): FeelTypeNode {
  if (reference === undefined) return anything;
  if ('basic' in reference) return { type: 'named', name: reference.basic };
  const item = types[reference.item];
  return item === undefined || depth > deepest ? anything : expandItem(item, types, depth);
}

function expandItem(item: ItemType, types: ItemTypes, depth: number): FeelTypeNode {
  const single = expandSingle(item, types, depth + 1);
  return item.isCollection === true ? { type: 'listOf', of: single } : single;
}

function expandSingle(item: ItemType, types: ItemTypes, depth: number): FeelTypeNode {
  if (item.function !== undefined) return expandFunction(item.function, types, depth);
  if (item.components === undefined) return expandReference(item.base, types, depth);
  const entries = item.components.map(({ name, type }) => ({
    key: name,
    of: expandItem(type, types, depth),
  }));
  return { type: 'contextOf', entries };
}

type FunctionTypeNode = Extract<FeelTypeNode, { readonly type: 'functionOf' }>;

export function expandFunction(
  { parameters, result }: FunctionType,
  types: ItemTypes,
  depth = 0,
): FunctionTypeNode {
  return {
    type: 'functionOf',
    parameters: parameters.map(({ typeRef }) => expandReference(typeRef, types, depth)),
    result: expandReference(result, types, depth),
  };
}
