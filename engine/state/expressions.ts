import { FeelValueNotStorableError } from '../expressions/errors.js';
import { evaluate } from '../expressions/evaluate.js';
import type { FeelFailure, FeelScope } from '../expressions/evaluation.js';
import { toJson } from '../expressions/json-values.js';
import { fail, type Result, succeed } from '../failure.js';
import type { ProgramExpression, ProgramValue } from '../model/program.js';
import type { JsonValue, Variables } from '../protocol/json.js';
import type { ElementInstance, InstanceState } from './instance-state.js';
import { PlainScope, VariableScope } from './variables.js';

/** Evaluates in the scope of an element instance, at the time of the present input; `names` hide what it sees. */
export function evaluateExpression(
  state: InstanceState,
  expression: ProgramExpression,
  instance: ElementInstance | undefined,
  names?: Variables,
): Result<JsonValue> {
  return evaluateIn(new VariableScope(state, instance, names), expression, state);
}

/** Evaluates over variables that belong to no instance. */
export function evaluateOver(
  variables: Variables,
  expression: ProgramExpression,
  time: Pick<InstanceState, 'now' | 'zone'>,
): Result<JsonValue> {
  return evaluateIn(new PlainScope(variables), expression, time);
}

function evaluateIn(
  scope: FeelScope,
  expression: ProgramExpression,
  { now, zone }: Pick<InstanceState, 'now' | 'zone'>,
): Result<JsonValue> {
  const { text } = expression;
  const result = evaluate(expression.ast, scope, { now, zone, mode: 'strict', text });
  if (!result.ok) return expressionFailed(expression, result.error);
  const { value } = result;
  return value === null || typeof value !== 'object' ? succeed(value) : convert(expression, value);
}

function convert(
  expression: ProgramExpression,
  value: Parameters<typeof toJson>[0],
): Result<JsonValue> {
  try {
    return succeed(toJson(value));
  } catch (error) {
    if (!(error instanceof FeelValueNotStorableError)) throw error;
    return fail('expressionFailed', error.message, { expression: expression.text });
  }
}

function expressionFailed(expression: ProgramExpression, error: FeelFailure): Result<JsonValue> {
  return fail('expressionFailed', error.message, {
    expression: expression.text,
    from: error.from,
    to: error.to,
  });
}

/** A constant as it stands, an expression evaluated. */
export function readValue(
  state: InstanceState,
  value: ProgramValue,
  instance: ElementInstance | undefined,
): Result<JsonValue> {
  return value.type === 'constant'
    ? succeed(value.value)
    : evaluateExpression(state, value.expression, instance);
}
