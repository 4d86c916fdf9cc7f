import type { FeelTypeNode } from '../feel-ast.js';
import { childrenOf, sourceOf, type SyntaxNode, type SyntaxReader } from './syntax-reader.js';

const anyType: FeelTypeNode = { type: 'named', name: 'Any' };

/** Converts a `Type` of the grammar. */
export function convertType(node: SyntaxNode | undefined, reader: SyntaxReader): FeelTypeNode {
  const form = node && childrenOf(node)[0];
  if (form === undefined) return anyType;
  switch (form.name) {
    case 'ListType':
      return { type: 'listOf', of: convertType(childTypes(form)[0], reader) };
    case 'ContextType':
      return { type: 'contextOf', entries: convertEntries(form, reader) };
    case 'FunctionType':
      return convertFunctionType(form, reader);
    default:
      return { type: 'named', name: sourceOf(form, reader).replace(/\s+/g, ' ') };
  }
}

function childTypes(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter((child) => child.name === 'Type');
}

function convertEntries(form: SyntaxNode, reader: SyntaxReader) {
  const entries = form.getChild('ContextEntryTypes')?.getChildren('ContextEntryType') ?? [];
  return entries.map((entry) => {
    const name = entry.getChild('Name');
    return {
      key: name ? reader.names.spell(sourceOf(name, reader)) : '',
      of: convertType(childTypes(entry)[0], reader),
    };
  });
}

function convertFunctionType(form: SyntaxNode, reader: SyntaxReader): FeelTypeNode {
  const parameters = form.getChild('ArgumentTypes')?.getChildren('ArgumentType') ?? [];
  return {
    type: 'functionOf',
    parameters: parameters.map((parameter) => convertType(childTypes(parameter)[0], reader)),
    result: convertType(childTypes(form)[0], reader),
  };
}
