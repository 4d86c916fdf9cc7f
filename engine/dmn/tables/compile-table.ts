import type { Cell } from '../../expressions/compile/code.js';
import { type FeelValue, isList } from '../../expressions/feel-value.js';
import { formatBriefly } from '../../expressions/format-value.js';
import {
  type BoxedCode,
  type BoxedScope,
  compileText,
  nowhere,
  placeOf,
  typed,
} from '../boxed/boxed-code.js';
import type { DecisionRun, Place } from '../decision-run.js';
import type { FiredNote } from '../evaluation-notes.js';
import type { FeelText } from '../model/boxed-expression.js';
import type { DecisionTable, TableInput, TableOutput } from '../model/decision-table.js';
import { type AllowedTests, compileAllowedTests } from './allowed-tests.js';
import { createEntryCompiler, type EntryCompiler } from './entry-codes.js';
import { compileHitPolicy } from './hit-policies.js';
import { outputValue } from './output-value.js';
import { compileRuleFinder } from './rule-finder.js';

/** DMN 1.5 chapter 8 and section 10.3.2.10. */
export function compileDecisionTable(table: DecisionTable, scope: BoxedScope): BoxedCode {
  const inputs = table.inputs.map((input) => compileInput(input, scope));
  const findRules = compileRuleFinder(table, scope);
  const fire = compileOutputs(table, scope);
  const decide = compileHitPolicy(table, compileRankings(table, scope));
  const defaults = compileDefaults(table, scope);
  const place = placeOf(scope, table.elementId);
  const owner = scope.owner.name;
  return (run, cells) => {
    run.spend(1 + inputs.length, nowhere);
    const values = inputs.map((input) => input.code(run, cells));
    if (!areAllowed(inputs, values, run)) {
      run.noteTable({ table, owner, inputs: values, fired: [], value: null });
      return null;
    }
    const fired = findRules(values, run, cells).map((index) => fire(index, run, cells));
    const value =
      fired.length === 0 ? defaults(run, cells) : run.at(place, () => decide(fired, run));
    run.noteTable({ table, owner, inputs: values, fired, value });
    return value;
  };
}

interface InputCode {
  readonly code: BoxedCode;
  readonly allowed: AllowedTests | undefined;
  readonly place: Place;
}

function compileInput(input: TableInput, scope: BoxedScope): InputCode {
  const { elementId, expression, typeRef } = input;
  const what = `input '${input.label ?? expression.text}'`;
  return {
    code: typed(compileText(expression, scope), typeRef, scope, elementId, what),
    allowed: compileAllowedTests(input.values, scope),
    place: placeOf(scope, elementId, expression.text),
  };
}

function areAllowed(
  inputs: readonly InputCode[],
  values: readonly FeelValue[],
  run: DecisionRun,
): boolean {
  return inputs.every(({ allowed, place }, index) =>
    isAllowed(values[index] ?? null, allowed, place, run),
  );
}

/** A list is allowed too if each of its items is. */
function isAllowed(
  value: FeelValue,
  allowed: AllowedTests | undefined,
  place: Place,
  run: DecisionRun,
): boolean {
  if (allowed === undefined) return true;
  return run.at(place, () => {
    const passes = (each: FeelValue) => allowed.rankOf(each, run) !== undefined;
    if (passes(value) || (isList(value) && value.every(passes))) return true;
    const message = `Expected ${allowed.text} but got ${formatBriefly(value)}`;
    run.note('valueNotAllowed', message);
    return false;
  });
}

type Fire = (index: number, run: DecisionRun, cells: Cell | null) => FiredNote;

/** Output entries are compiled when their rule first fires: most rules of a large table never do. */
function compileOutputs(table: DecisionTable, scope: BoxedScope): Fire {
  const codes: BoxedCode[][] = [];
  const compile = createEntryCompiler(table.rules.length, scope, table.elementId);
  const compileRule = (index: number) =>
    table.outputs.map((output, column) =>
      compileOutput(table.rules[index]?.outputs[column], output, scope, compile),
    );
  return (index, run, cells) => {
    const rule = table.rules[index];
    const outputs = (codes[index] ??= compileRule(index)).map((code) => code(run, cells));
    return { rule: rule ?? { id: '', tests: [], outputs: [] }, index, outputs };
  };
}

function compileOutput(
  text: FeelText | null | undefined,
  output: TableOutput,
  scope: BoxedScope,
  compile: EntryCompiler = (entry) => compileText(entry, scope),
): BoxedCode {
  if (text == null) return () => null;
  const what = `output '${output.name ?? output.label ?? text.text}'`;
  const code = typed(compile(text), output.typeRef, scope, text.elementId, what);
  const allowed = compileAllowedTests(output.values, scope);
  if (allowed === undefined) return code;
  const place = placeOf(scope, text.elementId, text.text);
  return (run, cells) => {
    const value = code(run, cells);
    return value === null || isAllowed(value, allowed, place, run) ? value : null;
  };
}

/** Where the table gives no order, the type of the output does. */
function compileRankings(
  table: DecisionTable,
  scope: BoxedScope,
): readonly (AllowedTests | undefined)[] {
  return table.outputs.map((output) =>
    compileAllowedTests(output.values ?? scope.types.allowedValuesOf(output.typeRef), scope),
  );
}

/** Without any default: null, but no hits are an empty list of `COLLECT` and zero for a count. */
function compileDefaults(table: DecisionTable, scope: BoxedScope): BoxedCode {
  const { outputs, hitPolicy, aggregation } = table;
  if (outputs.every((output) => output.default === undefined)) {
    if (hitPolicy !== 'COLLECT') return () => null;
    if (aggregation === undefined) return () => [];
    return () => (aggregation === 'COUNT' ? 0 : null);
  }
  const codes = outputs.map((output) => compileOutput(output.default, output, scope));
  return (run, cells) =>
    outputValue(
      table,
      codes.map((code) => code(run, cells)),
    );
}
