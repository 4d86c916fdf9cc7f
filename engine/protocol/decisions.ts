import type { DecisionRecord, DecisionWarning } from '../dmn/decision-record.js';
import type { JsonValue, Variables } from './json.js';

/** The version of a decision that was evaluated. */
export interface EvaluatedDecision {
  readonly decisionId: string;
  readonly name: string;
  /** Of its deployed versions, counted from 1. */
  readonly version: number;
  /** Key of the deployed version; a driver without a store has none. */
  readonly decisionDefinitionKey?: string;
}

/** How a decision came to its value: plain JSON. */
export interface DecisionEvaluation {
  readonly value: JsonValue;
  /** Why something inside came out as null, for people to judge. */
  readonly warnings: readonly DecisionWarning[];
  /** Every decision that was made for it, with the rules that fired, in order. */
  readonly decisions: readonly DecisionRecord[];
}

/** What cannot be decided at all: an incident, for people to mend. */
export interface UndecidedCall {
  readonly code: 'calledDecisionMissing' | 'decisionFailed';
  readonly message: string;
  readonly details: {
    readonly decisionId: string;
    readonly expression?: string;
    readonly from?: number;
    readonly to?: number;
    readonly values?: string;
  };
}

/** What a driver has to say about a decision that it was asked for. */
export type DecisionOutcome =
  | {
      readonly type: 'evaluated';
      readonly decision: EvaluatedDecision;
      readonly evaluation: DecisionEvaluation;
    }
  | ({ readonly type: 'failed' } & UndecidedCall);

/** Which version of a decision is asked for. */
export interface DecisionChoice {
  readonly decisionId: string;
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
}

/** What a decision is evaluated with. */
export interface DecisionInputs {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA zone of the instance. */
  readonly zone: string;
  readonly variables: Variables;
}
