import type { ArithmeticOperator, FeelAst } from '../feel-ast.js';
import {
  readOpenRange,
  readRange,
  readRangeWithoutStart,
  takeComparison,
} from './read-brackets.js';
import { readOperand } from './read-operand.js';
import { readPostfix } from './read-postfix.js';
import { readType } from './read-type.js';
import type { Reader } from './reader.js';

/** How closely operators bind; what binds closer than a power (minus, `instance of`) is no infix. */
const bindings: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '=': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  between: 3,
  in: 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '**': 6,
};
const ofComparison = 3;
const ofSum = 4;

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '**']);

/** Any expression; a test such as `< 5` stands for its range. */
export function readDisjunction(reader: Reader): FeelAst {
  const { from } = reader.token;
  const range = readOpenRange(reader);
  return range === undefined ? readOperation(reader, 0) : readRest(reader, range, from, 0);
}

export function readSum(reader: Reader): FeelAst {
  return readOperation(reader, ofSum);
}

/** Operators that bind at least so closely, and their operands; all are left associative. */
function readOperation(reader: Reader, least: number): FeelAst {
  const { from } = reader.token;
  return readRest(reader, readMinus(reader), from, least);
}

/** What may follow an operand that has been read. */
function readRest(reader: Reader, operand: FeelAst, from: number, least: number): FeelAst {
  let left = operand;
  for (;;) {
    const { type, text } = reader.token;
    const isOperator = (type === 'word' || type === 'sign') && Object.hasOwn(bindings, text);
    const binding = isOperator ? (bindings[text] ?? -1) : -1;
    if (binding < least) return left;
    left =
      binding === ofComparison
        ? readComparison(reader, left, from)
        : readInfix(reader, left, from, binding);
  }
}

function readInfix(reader: Reader, left: FeelAst, from: number, binding: number): FeelAst {
  const { text } = reader.take();
  const right = readOperation(reader, binding + 1);
  const parts = { left, right, from, to: reader.lastEnd };
  // The table of bindings has no other operators that reach this place.
  return arithmetic.has(text)
    ? { type: 'arithmetic', operator: text as ArithmeticOperator, ...parts }
    : { type: text as 'and' | 'or', ...parts };
}

function readComparison(reader: Reader, left: FeelAst, from: number): FeelAst {
  if (reader.takeIf('between')) return readBetween(reader, left, from);
  if (reader.takeIf('in')) return readIn(reader, left, from);
  const operator = takeComparison(reader) ?? reader.failBefore();
  const right = readSum(reader);
  return { type: 'comparison', operator, left, right, from, to: reader.lastEnd };
}

function readBetween(reader: Reader, operand: FeelAst, from: number): FeelAst {
  const low = readSum(reader);
  reader.expect('and');
  const high = readSum(reader);
  return { type: 'between', operand, low, high, from, to: reader.lastEnd };
}

/** `a in b`, `a in < 5` or `a in (b, < 5, [1..3])`. */
function readIn(reader: Reader, operand: FeelAst, from: number): FeelAst {
  const tests = reader.is('(')
    ? readTestsInParentheses(reader)
    : [readOpenRange(reader) ?? readSum(reader)];
  return { type: 'in', operand, tests, from, to: reader.lastEnd };
}

/** A single expression in parentheses may be the beginning of a longer one: `a in (b)[1]`. */
function readTestsInParentheses(reader: Reader): FeelAst[] {
  const { from } = reader.take();
  if (reader.is('..')) return [readLonger(reader, readRangeWithoutStart(reader, from), from)];
  const first = reader.expression();
  if (reader.is('..')) return [readLonger(reader, readRange(reader, first, from, false), from)];
  const tests = [first];
  while (reader.takeIf(',')) tests.push(reader.expression());
  reader.expect(')');
  const isTest = tests.length > 1 || first.type === 'openRange';
  return isTest ? tests : [readLonger(reader, first, from)];
}

function readLonger(reader: Reader, operand: FeelAst, from: number): FeelAst {
  return readRest(reader, readPostfix(reader, operand, from), from, ofSum);
}

/** A minus binds closer than a power: `-4 ** 2` is 16. */
function readMinus(reader: Reader): FeelAst {
  if (!reader.is('-')) return readInstanceOf(reader, readOperand(reader));
  const { from } = reader.take();
  const isNumber = reader.token.type === 'number';
  const operand = isNumber ? readOperand(reader) : reader.nested(() => readMinus(reader));
  const negation: FeelAst = { type: 'negation', operand, from, to: reader.lastEnd };
  return isNumber ? readInstanceOf(reader, negation) : negation;
}

function readInstanceOf(reader: Reader, tested: FeelAst): FeelAst {
  let operand = tested;
  const { from } = tested;
  while (reader.is('instance') && reader.is('of', 1)) {
    reader.take();
    reader.take();
    operand = { type: 'instanceOf', operand, of: readType(reader), from, to: reader.lastEnd };
  }
  return operand;
}
