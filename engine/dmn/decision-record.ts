import type { FeelFailureCode } from '../expressions/errors.js';
import type { FeelValue } from '../expressions/feel-value.js';
import type { JsonValue } from '../expressions/json-values.js';
import type { Aggregation, HitPolicy } from './model/decision-table.js';

export interface EvaluateOptions {
  /** The present, in milliseconds since 1970 UTC. */
  readonly now: number;
  /** The zone of `now()` and of local times: an IANA name or an offset. */
  readonly zone: string;
  /** How many steps everything together may take; 2,000,000 by default. */
  readonly fuel?: number;
}

/** What is evaluated, by its id or its name; names of imports precede, as in `Lending.Rate`. */
export type EvaluationTarget =
  | { readonly decision: string }
  | { readonly service: string }
  /** A business knowledge model; the inputs are its parameters. */
  | { readonly knowledge: string };

export interface DecisionResult {
  readonly value: FeelValue;
  readonly warnings: readonly DecisionWarning[];
  /** Every decision that was evaluated for it, in the order in which they were done. */
  readonly decisions: readonly DecisionRecord[];
  /** Given, there is no result: nothing has the name, or a limit was reached. */
  readonly failure?: DecisionFailure;
}

export type DecisionWarningCode =
  | FeelFailureCode
  | 'unknownInput'
  | 'missingInput'
  | 'typeNotConforming'
  | 'valueNotAllowed'
  | 'rulesOverlap'
  | 'outputsDiffer'
  | 'outputsUnordered'
  | 'aggregationImpossible'
  | 'unreadableExpression'
  | 'cyclicRequirement'
  | 'languageUnsupported'
  /** Of a call from a process: nothing went wrong, and still there is no result. */
  | 'resultMissing';

/** Something that made a value null, or may be a mistake. */
export interface DecisionWarning {
  readonly code: DecisionWarningCode;
  readonly message: string;
  /** The decision, knowledge model or service in which it happened; left out for inputs. */
  readonly decisionId?: string;
  readonly decisionName?: string;
  /** The nearest element with an id. */
  readonly elementId?: string;
  /** The text in which it happened, and where in it. */
  readonly expression?: string;
  readonly from?: number;
  readonly to?: number;
}

export interface DecisionFailure extends Omit<DecisionWarning, 'code'> {
  readonly code: 'unknownDecision' | 'fuelExhausted' | 'tooDeep' | 'optionInvalid';
}

/** What happened when a decision was evaluated: plain JSON, values as `toJson` writes them. */
export interface DecisionRecord {
  readonly id: string;
  readonly name: string;
  /** The values of what it requires, by the names its expressions use. */
  readonly inputs: Readonly<Record<string, JsonValue>>;
  readonly value: JsonValue;
  /** Its decision tables, and those of functions it called, in the order of evaluation; at most 100. */
  readonly tables: readonly TableRecord[];
}

export interface TableRecord {
  readonly id: string;
  /** The decision or knowledge model the table stands in. */
  readonly name: string;
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: Aggregation;
  readonly inputs: readonly { readonly label: string; readonly value: JsonValue }[];
  /** The rules that fired, in the order of the table; at most 1,000. */
  readonly rules: readonly FiredRule[];
  /** How many more have fired. */
  readonly omittedRules?: number;
  readonly value: JsonValue;
}

export interface FiredRule {
  readonly id: string;
  /** Counts from 1, as the rows of the table do. */
  readonly index: number;
  readonly outputs: Readonly<Record<string, JsonValue>>;
  readonly annotations?: readonly string[];
}
