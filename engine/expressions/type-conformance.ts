import type { FeelTypeNode } from './feel-ast.js';
import type { FeelFunction } from './feel-value.js';
import { canonicalName } from './type-names.js';

type FunctionType = Extract<FeelTypeNode, { readonly type: 'functionOf' }>;

export const anything: FeelTypeNode = { type: 'named', name: 'Any' };

/** A function may ask for less and give more than the type says. What nobody declared is trusted. */
export function functionConforms(value: FeelFunction, type: FunctionType): boolean {
  return (
    value.parameters.length === type.parameters.length &&
    type.parameters.every((given, index) =>
      typeConforms(given, value.parameters[index]?.of ?? anything),
    ) &&
    (value.result === undefined || typeConforms(value.result, type.result))
  );
}

/** Whether every value of the first type may stand where one of the second is expected. */
export function typeConforms(type: FeelTypeNode, expected: FeelTypeNode): boolean {
  if (expected.type === 'named' && expected.name === 'Any') return true;
  if (type.type === 'named') return isNamedAlike(type.name, expected);
  if (type.type === 'listOf' || type.type === 'rangeOf') {
    return expected.type === type.type && typeConforms(type.of, expected.of);
  }
  if (type.type === 'contextOf') {
    return (
      expected.type === 'contextOf' &&
      expected.entries.every(({ key, of }) => {
        const entry = type.entries.find((candidate) => candidate.key === key);
        return entry !== undefined && typeConforms(entry.of, of);
      })
    );
  }
  return (
    expected.type === 'functionOf' &&
    type.parameters.length === expected.parameters.length &&
    type.parameters.every((of, index) =>
      typeConforms(expected.parameters[index] ?? anything, of),
    ) &&
    typeConforms(type.result, expected.result)
  );
}

function isNamedAlike(name: string, expected: FeelTypeNode): boolean {
  if (canonicalName(name) === 'null') return true;
  return expected.type === 'named' && canonicalName(name) === canonicalName(expected.name);
}

export function formatType(type: FeelTypeNode): string {
  switch (type.type) {
    case 'named':
      return type.name;
    case 'listOf':
      return `list<${formatType(type.of)}>`;
    case 'rangeOf':
      return `range<${formatType(type.of)}>`;
    case 'contextOf':
      return `context<${type.entries.map(({ key, of }) => `${key}: ${formatType(of)}`).join(', ')}>`;
    case 'functionOf':
      return `function<${type.parameters.map(formatType).join(', ')}> -> ${formatType(type.result)}`;
  }
}
