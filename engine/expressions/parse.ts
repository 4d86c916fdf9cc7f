import { builtIns } from './builtins/registry.js';
import { FeelSyntaxAbort } from './errors.js';
import type { FeelAst, Span } from './feel-ast.js';
import { shortenText } from './shorten-text.js';
import { KnownNames } from './syntax/known-names.js';
import { readDisjunction, readSum } from './syntax/read-operation.js';
import { readUnaryTests } from './syntax/read-tests.js';
import { type Grammar, Reader } from './syntax/reader.js';
import { tokenize } from './syntax/tokenize.js';
import { childrenOf } from './tree-walk.js';

export interface FeelSyntaxProblem extends Span {
  readonly message: string;
}

export type FeelParseResult =
  | { readonly ok: true; readonly ast: FeelAst }
  | { readonly ok: false; readonly problems: readonly FeelSyntaxProblem[] };

const maximumLength = 20_000;

/**
 * Parses an expression. `names` are variables, and members of them, whose names hold operators or
 * keywords; `members` are such names that stand only after a dot or in a filter.
 */
export function parseExpression(
  text: string,
  names: readonly string[] = [],
  members: readonly string[] = [],
): FeelParseResult {
  return parse(text, names, members, (reader) => reader.expression());
}

/** Parses the tests of a decision table's cell, such as `< 5, [10..20]`. */
export function parseUnaryTests(
  text: string,
  names: readonly string[] = [],
  members: readonly string[] = [],
): FeelParseResult {
  return parse(text, names, members, readUnaryTests);
}

const grammar: Grammar = { expression: readDisjunction, sum: readSum };

const builtInNames = new KnownNames(Object.keys(builtIns));

/** Properties of values whose names are more than a word. */
const memberNames = new KnownNames(['time offset', 'start included', 'end included']);

function parse(
  text: string,
  names: readonly string[],
  members: readonly string[],
  read: (reader: Reader) => FeelAst,
): FeelParseResult {
  const refusal = refuse(text);
  if (refusal !== undefined) return problem(refusal, { from: 0, to: text.length });
  try {
    const known = {
      names: new KnownNames(names, builtInNames),
      members: new KnownNames([...names, ...members], memberNames),
    };
    const reader = new Reader(text, tokenize(text), known, grammar);
    const ast = read(reader);
    if (reader.token.type !== 'end') {
      reader.failAt(`Unexpected '${shortenText(reader.token.text, 80)}'`, reader.token);
    }
    reader.checkHeight(ast, childrenOf);
    return { ok: true, ast };
  } catch (error) {
    if (error instanceof FeelSyntaxAbort) return problem(error.message, error.span);
    throw error;
  }
}

function refuse(text: string): string | undefined {
  if (text.trim() === '') return 'Expected an expression but the text is empty';
  if (text.length <= maximumLength) return undefined;
  return `Expected at most ${maximumLength} characters but got ${text.length}`;
}

function problem(message: string, { from, to }: Span): FeelParseResult {
  return { ok: false, problems: [{ message, from, to }] };
}
