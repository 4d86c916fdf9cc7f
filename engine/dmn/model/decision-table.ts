import type { FeelText } from './boxed-expression.js';
import type { TypeReference } from './decision-model.js';

export type HitPolicy =
  'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER';

export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX';

export interface DecisionTable {
  readonly type: 'table';
  readonly elementId: string;
  readonly typeRef?: TypeReference;
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: Aggregation;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  /** The headings of the columns that only people read. */
  readonly annotations: readonly string[];
  readonly rules: readonly TableRule[];
}

export interface TableInput {
  readonly elementId: string;
  readonly label?: string;
  readonly expression: FeelText;
  readonly typeRef?: TypeReference;
  /** Tests that each input passes. */
  readonly values?: FeelText;
}

export interface TableOutput {
  readonly elementId: string;
  /** Left out where there is one output only. */
  readonly name?: string;
  readonly label?: string;
  readonly typeRef?: TypeReference;
  /** Tests that each output passes; their order is the one of `PRIORITY` and `OUTPUT ORDER`. */
  readonly values?: FeelText;
  readonly default?: FeelText;
}

export interface TableRule {
  readonly id: string;
  /** One per input; null passes everything, as `-` does. */
  readonly tests: readonly (FeelText | null)[];
  /** One per output; null is an empty entry. */
  readonly outputs: readonly (FeelText | null)[];
  readonly annotations?: readonly string[];
}
