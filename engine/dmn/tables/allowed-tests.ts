import { compileExpression } from '../../expressions/compile/compile-expression.js';
import type { FeelValue } from '../../expressions/feel-value.js';
import type { BoxedScope } from '../boxed/boxed-code.js';
import type { DecisionRun } from '../decision-run.js';
import type { FeelText } from '../model/boxed-expression.js';

/** The tests that the values of a column pass, in the order that the standard gives a meaning. */
export interface AllowedTests {
  readonly text: string;
  /** The number of the first test that the value passes, counted from 0; `undefined` if it passes none. */
  readonly rankOf: (value: FeelValue, run: DecisionRun) => number | undefined;
}

/** Tests that can't be read hold nothing back; the model has a problem that says so. */
export function compileAllowedTests(
  tests: FeelText | undefined,
  scope: BoxedScope,
): AllowedTests | undefined {
  const ast = tests?.ast;
  if (tests === undefined || ast === undefined) return undefined;
  const isOrdered = ast.type === 'unaryTests' && !ast.isNegated;
  const single =
    isOrdered && ast.tests.length > 0
      ? ast.tests.map((test) => ({ ...ast, tests: [test] }))
      : [ast];
  const codes = single.map((each) => compileExpression(each, scope.locals));
  return {
    text: tests.text,
    rankOf: (value, run) => {
      const rank = run.withText(tests, () =>
        codes.findIndex((code) => run.testWith(code, value, null) === true),
      );
      return rank < 0 ? undefined : rank;
    },
  };
}
