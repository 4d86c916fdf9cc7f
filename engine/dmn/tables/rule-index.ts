import { formatNumber, parseNumber } from '../../expressions/decimal-number.js';
import type { FeelAst, OpenRangeNode } from '../../expressions/feel-ast.js';
import { type FeelNumber, type FeelValue, isNumber } from '../../expressions/feel-value.js';
import type { DecisionTable } from '../model/decision-table.js';
import { buildIntervalTree, type Interval, type IntervalTree } from './interval-tree.js';

/** The rules that may match, in the order of the table; `undefined` if the inputs give no hint. */
export type RuleIndex = (inputs: readonly FeelValue[]) => readonly number[] | undefined;

/** What the test of a rule says of its column: values it is equal to, intervals it lies in. */
interface Hints {
  readonly keys: readonly string[];
  readonly intervals: readonly Omit<Interval, 'rule'>[];
}

interface ColumnIndex {
  readonly rulesByKey: ReadonlyMap<string, readonly number[]>;
  readonly tree: IntervalTree;
  /** Rules whose tests of this column can tell nothing beforehand. */
  readonly others: readonly number[];
}

const fewestRules = 12;

/** An index of the column that leaves the fewest rules to look at; none if that is not worth it. */
export function buildRuleIndex(table: DecisionTable): RuleIndex | undefined {
  if (table.rules.length < fewestRules) return undefined;
  let best:
    { readonly column: number; readonly index: ColumnIndex; readonly cost: number } | undefined;
  for (const column of table.inputs.keys()) {
    const index = indexColumn(table, column);
    const cost = costOf(index);
    if (cost < (best?.cost ?? table.rules.length / 4)) best = { column, index, cost };
  }
  if (best === undefined) return undefined;
  const { column, index } = best;
  return (inputs) => lookUp(index, inputs[column] ?? null);
}

/** About how many rules are left on average. */
function costOf({ rulesByKey, tree, others }: ColumnIndex): number {
  let keyed = 0;
  for (const rules of rulesByKey.values()) keyed += rules.length;
  const hints = rulesByKey.size + tree.size;
  if (hints === 0) return Number.POSITIVE_INFINITY;
  return others.length + keyed / Math.max(1, rulesByKey.size) + tree.typicalHits;
}

function indexColumn(table: DecisionTable, column: number): ColumnIndex {
  const rulesByKey = new Map<string, number[]>();
  const intervals: Interval[] = [];
  const others: number[] = [];
  table.rules.forEach((rule, number) => {
    const hints = hintsOf(rule.tests[column]?.ast);
    if (hints === undefined) others.push(number);
    for (const key of hints?.keys ?? []) {
      const rules = rulesByKey.get(key) ?? [];
      if (!rules.includes(number)) rules.push(number);
      rulesByKey.set(key, rules);
    }
    for (const interval of hints?.intervals ?? []) intervals.push({ ...interval, rule: number });
  });
  return { rulesByKey, tree: buildIntervalTree(intervals), others };
}

/** Other kinds of values may pass tests in ways that only the tests know. */
function lookUp({ rulesByKey, tree, others }: ColumnIndex, value: FeelValue) {
  const key = keyOf(value);
  if (key === undefined) return undefined;
  const found = new Set(rulesByKey.get(key));
  if (isNumber(value)) tree.visit(value, (rule) => found.add(rule));
  for (const rule of others) found.add(rule);
  return [...found].sort((one, other) => one - other);
}

function keyOf(value: FeelValue): string | undefined {
  if (typeof value === 'string') return `s${value}`;
  return isNumber(value) ? `n${formatNumber(value)}` : undefined;
}

/** `undefined` unless every test is a literal, a comparison with one, or a range of two. */
function hintsOf(ast: FeelAst | undefined): Hints | undefined {
  if (ast?.type !== 'unaryTests' || ast.isNegated || ast.tests.length === 0) return undefined;
  const keys: string[] = [];
  const intervals: Omit<Interval, 'rule'>[] = [];
  for (const test of ast.tests) {
    const key = keyOf(literalOf(test) ?? null);
    const interval = key === undefined ? intervalOf(test) : undefined;
    if (key !== undefined) keys.push(key);
    else if (interval !== undefined) intervals.push(interval);
    else return undefined;
  }
  return { keys, intervals };
}

function literalOf(ast: FeelAst): FeelValue | undefined {
  if (ast.type === 'string') return ast.value;
  if (ast.type === 'number') return parseNumber(ast.digits);
  return ast.type === 'openRange' && ast.operator === '=' ? literalOf(ast.endpoint) : undefined;
}

function numberOf(ast: FeelAst): FeelNumber | undefined {
  return ast.type === 'number' ? parseNumber(ast.digits) : undefined;
}

function intervalOf(ast: FeelAst): Omit<Interval, 'rule'> | undefined {
  if (ast.type === 'openRange') return openInterval(ast);
  if (ast.type !== 'range') return undefined;
  const start = numberOf(ast.start);
  const end = numberOf(ast.end);
  return start === undefined || end === undefined ? undefined : { start, end };
}

function openInterval({ operator, endpoint }: OpenRangeNode) {
  const end = numberOf(endpoint);
  if (end === undefined) return undefined;
  if (operator === '<' || operator === '<=') return { start: undefined, end };
  return operator === '>' || operator === '>=' ? { start: end, end: undefined } : undefined;
}
