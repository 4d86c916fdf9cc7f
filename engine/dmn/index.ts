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
export { type CallableDecision, decisionMissing, evaluateCall } from './evaluate-call.js';
export { evaluateDecision } from './evaluate-decision.js';
export { inputsFromJson } from './inputs-from-json.js';
export { storableJson } from './storable-json.js';
export { formatName } from './find-element.js';
export { findTarget } from './find-target.js';
export { type Callable, listCallable } from './list-callable.js';
export type { DecisionModel } from './model/decision-model.js';
