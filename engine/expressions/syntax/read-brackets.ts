import type { ComparisonOperator, ContextEntryNode, FeelAst } from '../feel-ast.js';
import { unquote } from '../string-literal.js';
import { isConnective, readDeclaredName } from './read-name.js';
import type { Reader } from './reader.js';

const comparisonOperators: readonly ComparisonOperator[] = ['=', '!=', '<=', '>=', '<', '>'];

/** Takes a sign that compares. */
export function takeComparison(reader: Reader): ComparisonOperator | undefined {
  const { type, from, to, text } = reader.token;
  const operator =
    type === 'sign' ? comparisonOperators.find((candidate) => candidate === text) : undefined;
  if (operator === undefined) return undefined;
  reader.take();
  refuseForeignOperator(reader, from, to);
  return operator;
}

/** `==` and `=<` belong to other languages. */
function refuseForeignOperator(reader: Reader, from: number, to: number): void {
  const next = reader.token;
  const isOperator = next.type === 'sign' && /^[=<>!]/.test(next.text);
  if (!isOperator || next.from !== to) return;
  const source = reader.text.slice(from, next.to);
  const known = ['=', '!=', '<', '<=', '>', '>='].join(' ');
  const message = `Unexpected '${source}': FEEL compares with ${known}`;
  reader.failAt(message, { from, to: next.to });
}

/** `< 5`: the end is a sum or something that binds closer. */
export function readOpenRange(reader: Reader): FeelAst | undefined {
  const { from } = reader.token;
  const operator = takeComparison(reader);
  if (operator === undefined) return undefined;
  const endpoint = reader.sum();
  return { type: 'openRange', operator, endpoint, from, to: reader.lastEnd };
}

/** What begins with `(`: an expression in parentheses, a test such as `(< 5)`, or an open range. */
export function readParentheses(reader: Reader): FeelAst {
  const { from } = reader.take();
  if (reader.is('..')) return readRangeWithoutStart(reader, from);
  const inner = reader.expression();
  if (reader.is('..')) return readRange(reader, inner, from, false);
  reader.expect(')');
  return inner;
}

/** What begins with `[`: a list or a range. */
export function readSquare(reader: Reader): FeelAst {
  const { from } = reader.take();
  const items: FeelAst[] = [];
  if (!reader.is(']')) {
    items.push(reader.expression());
    const [first] = items;
    if (reader.is('..') && first !== undefined) return readRange(reader, first, from, true);
    while (reader.takeIf(',')) items.push(reader.expression());
  }
  reader.expect(']');
  return { type: 'list', items, from, to: reader.lastEnd };
}

/** What begins with `]`: a range without its start. */
export function readReversedSquare(reader: Reader): FeelAst {
  const { from } = reader.take();
  const start = reader.expression();
  if (!reader.is('..')) reader.failBefore("Expected '..'");
  return readRange(reader, start, from, false);
}

export function readRange(
  reader: Reader,
  start: FeelAst,
  from: number,
  isStartIncluded: boolean,
): FeelAst {
  reader.expect('..');
  if (reader.is(')')) {
    reader.take();
    const operator = isStartIncluded ? '>=' : '>';
    return { type: 'openRange', operator, endpoint: start, from, to: reader.lastEnd };
  }
  const end = reader.rangeEnd();
  const isEndIncluded = takeRangeEnd(reader);
  return { type: 'range', start, end, isStartIncluded, isEndIncluded, from, to: reader.lastEnd };
}

export function readRangeWithoutStart(reader: Reader, from: number): FeelAst {
  reader.take();
  const endpoint = reader.rangeEnd();
  const operator = takeRangeEnd(reader) ? '<=' : '<';
  return { type: 'openRange', operator, endpoint, from, to: reader.lastEnd };
}

function takeRangeEnd(reader: Reader): boolean {
  if (reader.takeIf(']')) return true;
  if (!reader.takeIf('[')) reader.expect(')');
  return false;
}

/** Whether a `[` ends a range instead of beginning a filter: nothing follows that could be one. */
export function isRangeEnd(reader: Reader): boolean {
  const { type, text } = reader.peek(1);
  if (type === 'end') return true;
  if (type === 'word') return isConnective(text);
  return type === 'sign' && !['(', '[', '{', '-', '@', ']'].includes(text);
}

/** An entry sees the names of the entries before it. */
export function readContext(reader: Reader): FeelAst {
  const { from } = reader.take();
  const entries: ContextEntryNode[] = [];
  reader.withNames([], (names) => {
    if (reader.is('}')) return;
    do {
      const key = readKey(reader);
      reader.expect(':');
      entries.push({ key, value: reader.expression() });
      names.add(key);
      reader.members.add(key);
    } while (reader.takeIf(','));
  });
  reader.expect('}');
  return { type: 'context', entries, from, to: reader.lastEnd };
}

function readKey(reader: Reader): string {
  if (reader.token.type === 'string') return unquote(reader.take().text);
  return readDeclaredName(reader, [':']) ?? reader.failBefore('Expected a name');
}
