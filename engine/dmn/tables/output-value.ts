import type { FeelValue } from '../../expressions/feel-value.js';
import type { DecisionTable } from '../model/decision-table.js';

/** One output is the value itself, several are a context. */
export function outputValue(table: DecisionTable, values: readonly FeelValue[]): FeelValue {
  if (table.outputs.length === 1) return values[0] ?? null;
  return Object.fromEntries(
    table.outputs.map(({ name }, column) => [
      name ?? `output ${column + 1}`,
      values[column] ?? null,
    ]),
  );
}
