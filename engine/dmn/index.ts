export type {
  DecisionFailure,
  DecisionRecord,
  DecisionResult,
  DecisionWarning,
  DecisionWarningCode,
  EvaluateOptions,
  EvaluationTarget,
  FiredRule,
  TableRecord,
} from './decision-record.js';
export { evaluateDecision } from './evaluate-decision.js';
export type { DecisionModel } from './model/decision-model.js';
