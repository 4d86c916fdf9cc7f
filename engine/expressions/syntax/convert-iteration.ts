import type { FeelAst, IteratorNode } from '../feel-ast.js';
import {
  convertPart,
  partsOf,
  sourceOf,
  spanOf,
  type SyntaxNode,
  type SyntaxReader,
} from './syntax-reader.js';

export function convertFor(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const iterators = convertIterators(node, reader);
  return { type: 'for', iterators, body: convertBody(node, reader), ...spanOf(node) };
}

export function convertQuantified(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const type = node.getChild('every') === null ? 'some' : 'every';
  const iterators = convertIterators(node, reader);
  return { type, iterators, body: convertBody(node, reader), ...spanOf(node) };
}

const keywords = new Set(['for', 'some', 'every', 'return', 'satisfies', 'InExpressions']);

function convertBody(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const body = partsOf(node).find((part) => !keywords.has(part.name));
  return convertPart(body, node, reader);
}

function convertIterators(node: SyntaxNode, reader: SyntaxReader): IteratorNode[] {
  const iterators = node.getChild('InExpressions')?.getChildren('InExpression') ?? [];
  return iterators.map((iterator) => convertIterator(iterator, reader));
}

function convertIterator(node: SyntaxNode, reader: SyntaxReader): IteratorNode {
  const name = node.getChild('Name');
  const context = node.getChild('IterationContext');
  const [source, end] = context === null ? [] : partsOf(context);
  const converted = convertPart(source, node, reader);
  const endPart = end === undefined ? {} : { end: reader.convert(end) };
  const declared = name === null ? '' : reader.names.declare(sourceOf(name, reader));
  return { name: declared, source: converted, ...endPart };
}
