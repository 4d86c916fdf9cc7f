import type { JsonValue } from '../expressions/json-values.js';
import type { DecisionRecord, TableRecord } from './decision-record.js';

/** Characters of JSON that an evaluation may leave in the history of an instance. */
const roomForAll = 200_000;
const roomForValue = 1_000;
const mostRules = 100;
const mostDecisions = 50;

/** What happened is kept whole where it is short, as it nearly always is; otherwise large values and many rules are cut. */
export function shortenRecords(decisions: readonly DecisionRecord[]): readonly DecisionRecord[] {
  if (JSON.stringify(decisions).length <= roomForAll) return decisions;
  return decisions.slice(-mostDecisions).map((record) => ({
    ...record,
    inputs: cutAll(record.inputs),
    value: cut(record.value),
    tables: record.tables.map(shortenTable),
  }));
}

function shortenTable(table: TableRecord): TableRecord {
  return {
    ...table,
    inputs: table.inputs.map(({ label, value }) => ({ label, value: cut(value) })),
    rules: table.rules
      .slice(0, mostRules)
      .map((rule) => ({ ...rule, outputs: cutAll(rule.outputs) })),
    value: cut(table.value),
  };
}

function cutAll(values: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, cut(value)]));
}

function cut(value: JsonValue): JsonValue {
  const text = JSON.stringify(value);
  if (text.length <= roomForValue) return value;
  return `${text.slice(0, roomForValue)}… (${text.length} characters)`;
}
