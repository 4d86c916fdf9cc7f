import type { Cell } from '../../expressions/compile/code.js';
import type { FeelValue } from '../../expressions/feel-value.js';
import { type BoxedCode, type BoxedScope, nowhere } from '../boxed/boxed-code.js';
import type { DecisionRun } from '../decision-run.js';
import type { DecisionTable } from '../model/decision-table.js';
import { createEntryCompiler } from './entry-codes.js';
import { buildRuleIndex } from './rule-index.js';

/** The numbers of the rules whose tests all pass, from 0, in the order of the table; of `FIRST`, only the first. */
export type FindRules = (
  inputs: readonly FeelValue[],
  run: DecisionRun,
  cells: Cell | null,
) => readonly number[];

export function compileRuleFinder(table: DecisionTable, scope: BoxedScope): FindRules {
  const matches = compileMatcher(table, scope);
  const index = buildRuleIndex(table);
  const all = table.rules.map((_rule, number) => number);
  const isFirstEnough = table.hitPolicy === 'FIRST';
  return (inputs, run, cells) => {
    const found: number[] = [];
    for (const number of index?.(inputs) ?? all) {
      run.spend(1, nowhere);
      if (!matches(number, inputs, run, cells)) continue;
      found.push(number);
      if (isFirstEnough) break;
    }
    return found;
  };
}

type Matches = (
  rule: number,
  inputs: readonly FeelValue[],
  run: DecisionRun,
  cells: Cell | null,
) => boolean;

/** The tests of a rule are compiled when it is first looked at. */
function compileMatcher(table: DecisionTable, scope: BoxedScope): Matches {
  const codes: (readonly (BoxedCode | null)[])[] = [];
  const compile = createEntryCompiler(table.rules.length, scope, table.elementId);
  const compileRule = (number: number) =>
    table.rules[number]?.tests.map((test) => (test === null ? null : compile(test))) ?? [];
  return (rule, inputs, run, cells) => {
    const tests = (codes[rule] ??= compileRule(rule));
    return tests.every((test, column) => {
      if (test === null) return true;
      return run.testWith(test, inputs[column] ?? null, cells) === true;
    });
  };
}
