import { builtIns } from '../../expressions/builtins/registry.js';
import { invokeBuiltIn } from '../../expressions/builtins/invoke-built-in.js';
import type { FeelValue } from '../../expressions/feel-value.js';
import { areEqual } from '../../expressions/operations/equality.js';
import { nowhere } from '../boxed/boxed-code.js';
import type { DecisionRun } from '../decision-run.js';
import type { FiredNote } from '../evaluation-notes.js';
import type { Aggregation, DecisionTable, HitPolicy } from '../model/decision-table.js';
import type { AllowedTests } from './allowed-tests.js';
import { outputValue } from './output-value.js';

/** The value of a table of which at least one rule has fired; they come in the order of the table. */
export type HitPolicyCode = (fired: readonly FiredNote[], run: DecisionRun) => FeelValue;

type Rankings = readonly (AllowedTests | undefined)[];

export function compileHitPolicy(table: DecisionTable, rankings: Rankings): HitPolicyCode {
  const policy = policies[table.hitPolicy];
  return (fired, run) => policy(table, fired, run, rankings);
}

type Policy = (
  table: DecisionTable,
  fired: readonly FiredNote[],
  run: DecisionRun,
  rankings: Rankings,
) => FeelValue;

const policies: Readonly<Record<HitPolicy, Policy>> = {
  UNIQUE: (table, fired, run) => {
    if (fired.length === 1) return valueOf(table, fired[0]);
    return run.note('rulesOverlap', `Expected one rule to fire but ${listRules(fired)} did`);
  },
  FIRST: (table, fired) => valueOf(table, fired[0]),
  ANY: (table, fired, run) => {
    const [first = null, ...others] = fired.map((each) => valueOf(table, each));
    if (others.every((other) => areEqual(first, other, run, nowhere))) return first;
    const message = `Expected equal outputs of all rules that fire but those of ${listRules(fired)} differ`;
    return run.note('outputsDiffer', message);
  },
  PRIORITY: (table, fired, run, rankings) =>
    fired.length === 1 ? valueOf(table, fired[0]) : valueOf(table, rank(fired, run, rankings)?.[0]),
  'OUTPUT ORDER': (table, fired, run, rankings) =>
    (fired.length === 1 ? fired : rank(fired, run, rankings))?.map((each) =>
      valueOf(table, each),
    ) ?? null,
  'RULE ORDER': (table, fired) => fired.map((each) => valueOf(table, each)),
  COLLECT: (table, fired, run) => {
    const values = fired.map((each) => valueOf(table, each));
    return table.aggregation === undefined
      ? values
      : aggregate(table, table.aggregation, values, run);
  },
};

function valueOf(table: DecisionTable, fired: FiredNote | undefined): FeelValue {
  return fired === undefined ? null : outputValue(table, fired.outputs);
}

function listRules(fired: readonly FiredNote[]): string {
  const shown = fired.slice(0, 5).map(({ rule, index }) => `${index + 1} ('${rule.id}')`);
  const more = fired.length > shown.length ? ` and ${fired.length - shown.length} more` : '';
  return `rules ${shown.join(', ')}${more}`;
}

/** By the first output whose order is given, then by the next ones; equal ones stay in the order of the rules. */
function rank(
  fired: readonly FiredNote[],
  run: DecisionRun,
  rankings: Rankings,
): readonly FiredNote[] | undefined {
  if (rankings.every((ranking) => ranking === undefined)) {
    const message = `Expected output values that say which of ${listRules(fired)} goes first`;
    run.note('outputsUnordered', message);
    return undefined;
  }
  const ranked = fired.map((each) => ({
    each,
    ranks: rankings.map((ranking, column) => rankOf(each.outputs[column] ?? null, ranking, run)),
  }));
  return ranked.sort((one, other) => compareRanks(one.ranks, other.ranks)).map(({ each }) => each);
}

/** What is not among the output values goes last. */
function rankOf(value: FeelValue, ranking: AllowedTests | undefined, run: DecisionRun): number {
  if (ranking === undefined) return 0;
  return ranking.rankOf(value, run) ?? Number.MAX_SAFE_INTEGER;
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (const [column, first] of one.entries()) {
    const difference = first - (other[column] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const aggregators: Readonly<Record<Aggregation, string>> = {
  SUM: 'sum',
  COUNT: 'count',
  MIN: 'min',
  MAX: 'max',
};

function aggregate(
  table: DecisionTable,
  aggregation: Aggregation,
  values: readonly FeelValue[],
  run: DecisionRun,
): FeelValue {
  if (aggregation === 'COUNT') return values.length;
  const name = aggregators[aggregation];
  const builtIn = builtIns[name];
  if (table.outputs.length === 1 && builtIn !== undefined) {
    return invokeBuiltIn({
      name,
      builtIn,
      args: [values],
      names: undefined,
      evaluation: run,
      span: nowhere,
    });
  }
  const message = `Expected one output to aggregate but the table has ${table.outputs.length}`;
  return run.note('aggregationImpossible', message);
}
