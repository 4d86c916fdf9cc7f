import { FeelValueNotStorableError } from '../expressions/errors.js';
import type { FeelValue } from '../expressions/feel-value.js';
import { fromJson, toJson } from '../expressions/json-values.js';
import type { DecisionInputs, DecisionOutcome, EvaluatedDecision } from '../protocol/decisions.js';
import type { JsonValue, Variables } from '../protocol/json.js';
import type { DecisionWarning } from './decision-record.js';
import { evaluateDecision } from './evaluate-decision.js';
import { normalizeName } from './find-element.js';
import { listInputs, namesToGive } from './inputs.js';
import type { DecisionModel, InputDatum } from './model/decision-model.js';
import { placeOf } from './place-of.js';
import { shortenRecords } from './shorten-records.js';

/** A decision that can be called: a version, and the model that says what it means. */
export interface CallableDecision extends EvaluatedDecision {
  readonly model: DecisionModel;
}

/** Makes a decision for a process. Total: what cannot be decided is an outcome. */
export function evaluateCall(
  { decisionId, name, version, decisionDefinitionKey, model }: CallableDecision,
  { now, zone, variables }: DecisionInputs,
): DecisionOutcome {
  const service = model.services.find(({ id }) => id === decisionId);
  const target = service === undefined ? { decision: decisionId } : { service: decisionId };
  const inputs = readInputs(listInputs(model, service), variables);
  const { value, warnings, decisions, failure } = evaluateDecision(model, target, inputs, {
    now,
    zone,
  });
  if (failure !== undefined) return undecided(decisionId, failure);
  const json = storableOf(value);
  if (json === undefined) {
    const message = 'Expected a value that a variable can hold but got a function';
    return undecided(decisionId, { message });
  }
  const key = decisionDefinitionKey === undefined ? {} : { decisionDefinitionKey };
  const silent = json === null && warnings.length === 0 ? [withoutReason(decisionId, name)] : [];
  return {
    type: 'evaluated',
    decision: { decisionId, name, version, ...key },
    evaluation: {
      value: json,
      warnings: [...warnings, ...silent],
      decisions: shortenRecords(decisions),
    },
  };
}

/** No version of the decision is deployed that the task could mean. */
export function decisionMissing(decisionId: string, binding: string): DecisionOutcome {
  const message = `Expected a deployed decision '${decisionId}' (${binding}) but there is none`;
  return { type: 'failed', code: 'calledDecisionMissing', message, details: { decisionId } };
}

/** Nothing has gone wrong, and still there is no result: that is told as well. */
function withoutReason(decisionId: string, decisionName: string): DecisionWarning {
  const message = `Expected a result but nothing in decision '${decisionName}' gives one for these inputs: it is null`;
  return { code: 'resultMissing', message, decisionId, decisionName };
}

function undecided(
  decisionId: string,
  failure: Partial<Omit<DecisionWarning, 'code'>> & { readonly message: string },
): DecisionOutcome {
  const message = `Expected decision '${decisionId}' to be decided but it is not: ${failure.message}`;
  const details = { decisionId: failure.decisionId ?? decisionId, ...placeOf(failure) };
  return { type: 'failed', code: 'decisionFailed', message, details };
}

/** A process knows much that has nothing to do with the decision. */
function readInputs(asked: readonly InputDatum[], variables: Variables): Record<string, FeelValue> {
  const wanted = new Set(asked.flatMap(namesToGive));
  const inputs = Object.entries(variables).filter(([name]) => wanted.has(normalizeName(name)));
  return Object.fromEntries(inputs.map(([name, value]) => [name, fromJson(value)]));
}

function storableOf(value: FeelValue): JsonValue | undefined {
  try {
    return toJson(value);
  } catch (error) {
    if (error instanceof FeelValueNotStorableError) return undefined;
    throw error;
  }
}
