import type { DraftElement } from '../draft-model.js';
import type { KnownDecisions } from '../index.js';
import { readText } from '../../tailoring/moddle-element.js';
import { readExtension } from '../model-reader.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** Decisions that are called by a constant id must be there. */
export const knownDecisions: Rule = ({ elements }, { decisionIds }) =>
  decisionIds === undefined ? [] : elements.flatMap((element) => check(element, decisionIds));

function check(element: DraftElement, { known, together }: KnownDecisions): readonly Problem[] {
  if (element.type !== 'businessRuleTask') return [];
  const called = readExtension(element.source, 'CalledDecision');
  const decisionId = called === undefined ? undefined : readText(called, 'decisionId');
  if (called === undefined || decisionId === undefined) return [];
  if (decisionId.trim().startsWith('=')) return [];
  const isBound = readText(called, 'binding') === 'deployment';
  if ((isBound ? together : known).includes(decisionId)) return [];
  const where = isBound ? 'deployed together with the model' : 'deployed';
  const message = `Expected decision '${decisionId}', which ${describe(element)} calls, to be ${where} but it is not`;
  return [problemAt(element, 'error', 'calledDecisionMissing', message, { decisionId })];
}
