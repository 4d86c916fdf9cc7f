import type { Evaluation } from '../evaluation.js';
import type { FeelAst, InNode, UnaryTestsNode } from '../feel-ast.js';
import { FeelRange, type FeelValue } from '../feel-value.js';
import { areEqual } from '../operations/equality.js';
import { passesTest } from '../operations/membership.js';
import { mentionsName } from '../tree-walk.js';
import { bindName, type Cell, type Code, type Compile, type LocalScope } from './code.js';
import { compareBy } from './compile-operation.js';

/** One test of an input; null (in `dmn` mode) if the input can't be tested. */
type TestCode = (evaluation: Evaluation, cells: Cell | null, input: FeelValue) => boolean | null;

export function compileIn(node: InNode, scope: LocalScope | null, compile: Compile): Code {
  const operand = compile(node.operand, scope);
  const tests = node.tests.map((test) => compileOperandTest(test, scope, compile));
  return (evaluation, cells) => {
    evaluation.spend(1 + tests.length, node);
    return testAny(tests, operand(evaluation, cells), evaluation, cells);
  };
}

/** The input is the variable `?`. */
export function compileUnaryTests(
  node: UnaryTestsNode,
  scope: LocalScope | null,
  compile: Compile,
): Code {
  const tests = node.tests.map((test) =>
    mentionsName(test, '?')
      ? compileCondition(test, scope, compile)
      : compileTestOrTruth(test, scope, compile),
  );
  return (evaluation, cells) => {
    evaluation.spend(1 + tests.length, node);
    if (tests.length === 0) return true;
    const input = evaluation.scope.get('?');
    if (input === undefined) {
      return evaluation.fail('unknownName', "Expected an input '?' but there is none", node);
    }
    const passes = testAny(tests, input, evaluation, cells);
    return passes === null ? null : passes !== node.isNegated;
  };
}

function testAny(
  tests: readonly TestCode[],
  input: FeelValue,
  evaluation: Evaluation,
  cells: Cell | null,
): boolean | null {
  let result: boolean | null = false;
  for (const test of tests) {
    const passes = test(evaluation, cells, input);
    if (passes === true) return true;
    if (passes === null) result = null;
  }
  return result;
}

/** A test that names the operand, as `?`, is a condition. */
function compileOperandTest(node: FeelAst, scope: LocalScope | null, compile: Compile): TestCode {
  if (!mentionsName(node, '?')) return compileTest(node, scope, compile);
  const test = compileCondition(node, bindName('?', scope), compile);
  return (evaluation, cells, input) => test(evaluation, { value: input, outer: cells }, input);
}

/** `= 5`, `< 5` and `[1..5]` compare with the input; any other value must equal or contain it. */
function compileTest(node: FeelAst, scope: LocalScope | null, compile: Compile): TestCode {
  if (node.type === 'openRange') return compileOpenTest(node, scope, compile);
  if (node.type === 'range') return compileRangeTest(node, scope, compile);
  const code = compile(node, scope);
  return (evaluation, cells, input) => passesTest(input, code(evaluation, cells), evaluation, node);
}

function compileOpenTest(
  node: Extract<FeelAst, { type: 'openRange' }>,
  scope: LocalScope | null,
  compile: Compile,
): TestCode {
  const endpoint = compile(node.endpoint, scope);
  const { operator } = node;
  return (evaluation, cells, input) => {
    const value = endpoint(evaluation, cells);
    if (operator === '=') return areEqual(input, value, evaluation, node);
    if (operator === '!=') return !areEqual(input, value, evaluation, node);
    return compareBy(operator, input, value, evaluation, node);
  };
}

/** Two comparisons, as the standard defines it: nothing is between ends in the wrong order. */
function compileRangeTest(
  node: Extract<FeelAst, { type: 'range' }>,
  scope: LocalScope | null,
  compile: Compile,
): TestCode {
  const start = compile(node.start, scope);
  const end = compile(node.end, scope);
  const fromStart = node.isStartIncluded ? '>=' : '>';
  const toEnd = node.isEndIncluded ? '<=' : '<';
  return (evaluation, cells, input) => {
    const [low, high] = [start(evaluation, cells), end(evaluation, cells)];
    if (input instanceof FeelRange) {
      const range = new FeelRange(low, high, node.isStartIncluded, node.isEndIncluded);
      return areEqual(input, range, evaluation, node);
    }
    const isAfterStart = compareBy(fromStart, input, low, evaluation, node);
    if (isAfterStart === false) return false;
    const isBeforeEnd = compareBy(toEnd, input, high, evaluation, node);
    return isBeforeEnd === false ? false : isAfterStart === null ? null : isBeforeEnd;
  };
}

/** A test that names the input itself is a condition, unless it yields what can be tested. */
function compileCondition(node: FeelAst, scope: LocalScope | null, compile: Compile): TestCode {
  if (node.type === 'openRange' || node.type === 'range') return compileTest(node, scope, compile);
  const code = compile(node, scope);
  return (evaluation, cells, input) => {
    const value = code(evaluation, cells);
    return typeof value === 'boolean' || value === null
      ? value
      : passesTest(input, value, evaluation, node);
  };
}

/** Also passes if the test turns out true by itself, unless the input is a truth value too. */
function compileTestOrTruth(node: FeelAst, scope: LocalScope | null, compile: Compile): TestCode {
  const isTestOnly = node.type === 'openRange' || node.type === 'range' || node.type === 'boolean';
  if (isTestOnly) return compileTest(node, scope, compile);
  const code = compile(node, scope);
  return (evaluation, cells, input) => {
    const value = code(evaluation, cells);
    if (value === true && typeof input !== 'boolean') return true;
    return passesTest(input, value, evaluation, node);
  };
}
