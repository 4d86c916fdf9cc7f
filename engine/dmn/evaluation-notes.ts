import type { FeelValue } from '../expressions/feel-value.js';
import type { DecisionRecord, TableRecord } from './decision-record.js';
import type { Decision } from './model/decision-model.js';
import type { DecisionTable, TableRule } from './model/decision-table.js';
import { storableJson } from './storable-json.js';

/** What an evaluation remembers of a decision; records are made of it in the end. */
export interface DecisionNote {
  readonly decision: Decision;
  readonly inputs: readonly (readonly [name: string, value: FeelValue])[];
  readonly value: FeelValue;
  readonly tables: readonly TableNote[];
}

export interface TableNote {
  readonly table: DecisionTable;
  readonly owner: string;
  readonly inputs: readonly FeelValue[];
  readonly fired: readonly FiredNote[];
  readonly value: FeelValue;
}

export interface FiredNote {
  readonly rule: TableRule;
  readonly index: number;
  readonly outputs: readonly FeelValue[];
}

const maximumFired = 1_000;

export function recordDecision({ decision, inputs, value, tables }: DecisionNote): DecisionRecord {
  return {
    id: decision.id,
    name: decision.name,
    inputs: Object.fromEntries(inputs.map(([name, input]) => [name, storableJson(input)])),
    value: storableJson(value),
    tables: tables.map(recordTable),
  };
}

function recordTable({ table, owner, inputs, fired, value }: TableNote): TableRecord {
  return {
    id: table.elementId,
    name: owner,
    hitPolicy: table.hitPolicy,
    ...(table.aggregation === undefined ? {} : { aggregation: table.aggregation }),
    inputs: table.inputs.map(({ label, expression }, index) => ({
      label: label ?? expression.text,
      value: storableJson(inputs[index] ?? null),
    })),
    rules: fired.slice(0, maximumFired).map((note) => recordRule(table, note)),
    ...(fired.length > maximumFired ? { omittedRules: fired.length - maximumFired } : {}),
    value: storableJson(value),
  };
}

function recordRule(table: DecisionTable, { rule, index, outputs }: FiredNote) {
  const named = table.outputs.map(
    ({ name, label }, column) =>
      [name ?? label ?? 'output', storableJson(outputs[column] ?? null)] as const,
  );
  return {
    id: rule.id,
    index: index + 1,
    outputs: Object.fromEntries(named),
    ...(rule.annotations === undefined ? {} : { annotations: rule.annotations }),
  };
}
