import type { EvaluationTarget } from './decision-record.js';
import { findByName, type NamedElement } from './find-element.js';
import type { DecisionModel } from './model/decision-model.js';

/** The element that a target names; `undefined` if the model has none. */
export function findTarget(
  model: DecisionModel,
  target: EvaluationTarget,
): NamedElement | undefined {
  if ('decision' in target) return findByName(model.decisions, target.decision);
  return 'service' in target
    ? findByName(model.services, target.service)
    : findByName(model.knowledge, target.knowledge);
}
