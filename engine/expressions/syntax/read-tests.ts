import type { FeelAst } from '../feel-ast.js';
import type { Reader } from './reader.js';

/** The tests of an input: `-`, `1, < 5` or `not(1, < 5)`. */
export function readUnaryTests(reader: Reader): FeelAst {
  const whole = { from: 0, to: reader.text.length };
  if (reader.is('-') && reader.peek(1).type === 'end') {
    reader.take();
    return { type: 'unaryTests', isNegated: false, tests: [], ...whole };
  }
  const negated = reader.is('not') && reader.is('(', 1) ? readNegated(reader) : undefined;
  if (negated !== undefined) {
    return { type: 'unaryTests', isNegated: true, tests: negated, ...whole };
  }
  return { type: 'unaryTests', isNegated: false, tests: readTests(reader), ...whole };
}

function readTests(reader: Reader): FeelAst[] {
  const tests: FeelAst[] = [];
  do tests.push(reader.expression());
  while (reader.takeIf(','));
  return tests;
}

/** `not(...)` around all tests; `not(a) and b` is a test that calls a function. */
function readNegated(reader: Reader): FeelAst[] | undefined {
  const { place } = reader;
  reader.take();
  reader.take();
  const tests = readTests(reader);
  if (reader.takeIf(')') && reader.token.type === 'end') return tests;
  reader.returnTo(place);
  return undefined;
}
