import type { parser } from 'lezer-feel';

import type { FeelAst, Span } from '../feel-ast.js';
import type { KnownNames } from './known-names.js';

/** A node of the grammar's tree. */
export type SyntaxNode = ReturnType<(typeof parser)['parse']>['topNode'];

export interface FeelSyntaxProblem extends Span {
  readonly message: string;
}

/** What the converters of one text share: the text, the known names, the problems found. */
export interface SyntaxReader {
  readonly text: string;
  readonly names: KnownNames;
  readonly problems: FeelSyntaxProblem[];
  convert(node: SyntaxNode): FeelAst;
}

export function sourceOf(node: SyntaxNode, reader: SyntaxReader): string {
  return reader.text.slice(node.from, node.to);
}

export function spanOf(node: SyntaxNode): Span {
  return { from: node.from, to: node.to };
}

/** The children that mean something: no comments, no holes left by an error. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name.endsWith('Comment') || child.type.isError) continue;
    children.push(child);
  }
  return children;
}

const punctuation = new Set(['(', ')', '[', ']', '{', '}', ',', ':', '.', '..']);

/** The children that are no brackets or separators. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter((child) => !punctuation.has(child.name));
}

/** Yields null for a part that an already reported syntax error left out. */
export function convertPart(part: SyntaxNode | undefined, whole: SyntaxNode, reader: SyntaxReader) {
  return part === undefined ? missingPart(whole, reader) : reader.convert(part);
}

export function missingPart(whole: SyntaxNode, reader: SyntaxReader): FeelAst {
  const message = `Expected a complete expression but '${sourceOf(whole, reader)}' lacks a part`;
  reader.problems.push({ message, ...spanOf(whole) });
  return { type: 'null', ...spanOf(whole) };
}
