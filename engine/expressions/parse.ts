import { parser, trackVariables } from 'lezer-feel';

import { builtIns } from './builtins/registry.js';
import type { FeelAst } from './feel-ast.js';
import { shortenText } from './shorten-text.js';
import { findTooDeep } from './syntax/bracket-depth.js';
import { convertExpression, convertUnaryTests } from './syntax/convert-expression.js';
import { isPlainName, KnownNames } from './syntax/known-names.js';
import { readPlainExpression } from './syntax/plain-expression.js';
import type { FeelSyntaxProblem, SyntaxNode, SyntaxReader } from './syntax/syntax-reader.js';

export type { FeelSyntaxProblem } from './syntax/syntax-reader.js';

export type FeelParseResult =
  | { readonly ok: true; readonly ast: FeelAst }
  | { readonly ok: false; readonly problems: readonly FeelSyntaxProblem[] };

const maximumLength = 20_000;
const maximumDepth = 400;
const maximumProblems = 10;
const tooDeepMessage = `Expected at most ${maximumDepth} nested expressions but got more`;

type Start = 'Expression' | 'UnaryTests';

/** Parses an expression. `names` are variables whose names hold operators or keywords. */
export function parseExpression(text: string, names: readonly string[] = []): FeelParseResult {
  return parse(text, 'Expression', names);
}

/** Parses the tests of a decision table's cell, such as `< 5, [10..20]`. */
export function parseUnaryTests(text: string, names: readonly string[] = []): FeelParseResult {
  return parse(text, 'UnaryTests', names);
}

function parse(text: string, start: Start, names: readonly string[]): FeelParseResult {
  if (text.trim() === '') return problem('Expected an expression but the text is empty', text);
  if (text.length > maximumLength) {
    return problem(`Expected at most ${maximumLength} characters but got ${text.length}`, text);
  }
  const plain =
    start === 'Expression' && names.every(isPlainName) ? readPlainExpression(text) : undefined;
  if (plain !== undefined) return { ok: true, ast: plain };
  const deepest = findTooDeep(text, maximumDepth);
  if (deepest !== undefined) {
    return { ok: false, problems: [{ message: tooDeepMessage, from: deepest, to: deepest + 1 }] };
  }
  const known = new KnownNames(names, builtInNames);
  const top = parseTree(text, start, names, known);
  if (top === undefined) return problem('Expected a FEEL expression but cannot read it', text);
  const syntaxErrors = findSyntaxErrors(top, text);
  if (syntaxErrors.length > 0) return { ok: false, problems: syntaxErrors };
  return convertTree(top, start, text, known);
}

function problem(message: string, text: string): FeelParseResult {
  return { ok: false, problems: [{ message, from: 0, to: text.length }] };
}

function configure(start: Start, known: KnownNames) {
  return parser.configure({ contextTracker: trackVariables(known.asContext()), top: start });
}

const builtInNames = new KnownNames(Object.keys(builtIns));

/** For texts whose variables all have plain names. */
const plainParsers = {
  Expression: configure('Expression', builtInNames),
  UnaryTests: configure('UnaryTests', builtInNames),
};

function parseTree(
  text: string,
  start: Start,
  names: readonly string[],
  known: KnownNames,
): SyntaxNode | undefined {
  const usable = names.every(isPlainName) ? plainParsers[start] : configure(start, known);
  try {
    return usable.parse(text).topNode;
  } catch {
    // The grammar's tracker of names throws on some texts that are no expressions.
    return undefined;
  }
}

function findSyntaxErrors(top: SyntaxNode, text: string): FeelSyntaxProblem[] {
  const problems: FeelSyntaxProblem[] = [];
  const cursor = top.cursor();
  do {
    if (cursor.type.isError) problems.push(describeError(cursor.from, cursor.to, text));
  } while (problems.length < maximumProblems && cursor.next());
  return problems;
}

function describeError(from: number, to: number, text: string): FeelSyntaxProblem {
  if (to > from) {
    return { message: `Unexpected '${shortenText(text.slice(from, to), 80)}'`, from, to };
  }
  const rest = text.slice(from).trimStart();
  if (rest === '') {
    return { message: 'Expected more but the expression ends here', from, to: text.length };
  }
  const next = /^(\w+|[^])/.exec(rest)?.[0] ?? '';
  return {
    message: `Expected something else before '${shortenText(next, 80)}'`,
    from,
    to: from + 1,
  };
}

function convertTree(
  top: SyntaxNode,
  start: Start,
  text: string,
  names: KnownNames,
): FeelParseResult {
  let depth = 0;
  const reader: SyntaxReader = {
    text,
    names,
    problems: [],
    convert: (node) => {
      depth += 1;
      const ast = depth > maximumDepth ? tooDeep(node, reader) : convertExpression(node, reader);
      depth -= 1;
      return ast;
    },
  };
  const content = firstExpression(top);
  const ast =
    start === 'UnaryTests' || content === null
      ? convertUnaryTests(top, reader)
      : reader.convert(content);
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, ast };
}

function firstExpression(top: SyntaxNode): SyntaxNode | null {
  let child = top.firstChild;
  while (child !== null && child.name.endsWith('Comment')) child = child.nextSibling;
  return child;
}

function tooDeep(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const span = { from: node.from, to: node.to };
  if (reader.problems.length === 0) reader.problems.push({ message: tooDeepMessage, ...span });
  return { type: 'null', ...span };
}
