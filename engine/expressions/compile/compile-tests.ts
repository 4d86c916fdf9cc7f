import type { Evaluation } from '../evaluation.js';
import type { FeelAst, InNode, UnaryTestsNode } from '../feel-ast.js';
import type { FeelValue } from '../feel-value.js';
import { areEqual } from '../operations/equality.js';
import { passesTest } from '../operations/membership.js';
import { mentionsName } from '../tree-walk.js';
import type { Cell, Code, Compile, LocalScope } from './code.js';
import { asTruth, compareBy } from './compile-operation.js';

/** One test of an input; null (in `dmn` mode) if the input can't be tested. */
type TestCode = (evaluation: Evaluation, cells: Cell | null, input: FeelValue) => boolean | null;

export function compileIn(node: InNode, scope: LocalScope | null, compile: Compile): Code {
  const operand = compile(node.operand, scope);
  const tests = node.tests.map((test) => compileTest(test, scope, compile));
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

/** `= 5` and `< 5` compare with the input; any other value must equal or contain it. */
function compileTest(node: FeelAst, scope: LocalScope | null, compile: Compile): TestCode {
  if (node.type === 'openRange') return compileOpenTest(node, scope, compile);
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

/** A test that names the input itself is a condition. */
function compileCondition(node: FeelAst, scope: LocalScope | null, compile: Compile): TestCode {
  const code = compile(node, scope);
  return (evaluation, cells) => asTruth(code(evaluation, cells), evaluation, node);
}

/** Also passes if the test is true by itself, unless the input is a truth value too. */
function compileTestOrTruth(node: FeelAst, scope: LocalScope | null, compile: Compile): TestCode {
  if (node.type === 'openRange') return compileOpenTest(node, scope, compile);
  const code = compile(node, scope);
  return (evaluation, cells, input) => {
    const value = code(evaluation, cells);
    if (value === true && typeof input !== 'boolean') return true;
    return passesTest(input, value, evaluation, node);
  };
}
