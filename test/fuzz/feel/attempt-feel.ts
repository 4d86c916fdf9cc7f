import {
  evaluate,
  type FeelAst,
  type FeelFailure,
  type FeelMode,
  fromJson,
  scopeOf,
  scopeWithInput,
} from '../../../engine/expressions/index.js';
import {
  type FeelSyntaxProblem,
  parseExpression,
  parseUnaryTests,
} from '../../../engine/expressions/parse.js';
import { BrokenPromiseError } from '../errors.js';
import type { Attempt } from '../family.js';
import { checkValue } from './check-value.js';
import type { FeelPlan } from './plan-feel.js';

const now = Date.UTC(2026, 2, 28, 23, 30);

/** Whatever it is asked, FEEL answers with a value or with a mistake in words and its place. */
export function attemptFeel(plan: FeelPlan): Attempt {
  const names = Object.keys(plan.variables);
  checkNames(plan.text);
  const parse = plan.input === undefined ? parseExpression : parseUnaryTests;
  const parsed = parse(plan.text, names);
  if (!parsed.ok) {
    if (parsed.problems.length === 0) throw new BrokenPromiseError('Refused without a problem');
    for (const problem of parsed.problems) checkMistake(problem, plan.text);
    return { kind: 'unreadable', outcome: JSON.stringify(parsed.problems) };
  }
  const strict = answer(plan, parsed.ast, 'strict');
  // As a program holds it.
  const stored = JSON.parse(JSON.stringify(parsed.ast)) as FeelAst;
  const lenient = answer(plan, stored, 'dmn');
  const outcome = `${strict.told} ${lenient.told}`;
  // What is right is right for decisions too.
  if (strict.isRight && strict.told !== lenient.told)
    throw new BrokenPromiseError(`The modes differ: ${outcome}`);
  return { kind: strict.isRight ? 'evaluated' : 'mistaken', outcome };
}

/** Longer texts would take most of the time. */
const maximumReadTwice = 400;

/** A known name changes nothing where it does not occur. */
function checkNames(text: string): void {
  if (text.length > maximumReadTwice) return;
  const bare = JSON.stringify(parseExpression(text));
  const told = JSON.stringify(parseExpression(text, ['no-name of-this text']));
  if (bare !== told) throw new BrokenPromiseError(`Read in two ways: ${bare} and ${told}`);
}

interface Answer {
  readonly isRight: boolean;
  /** The value or the mistake, as text. */
  readonly told: string;
}

function answer(plan: FeelPlan, ast: FeelAst, mode: FeelMode): Answer {
  const variables = Object.fromEntries(
    Object.entries(plan.variables).map(([name, json]) => [name, fromJson(json)]),
  );
  const scope = scopeOf(variables);
  const { fuel, input, text, zone } = plan;
  const known = input === undefined ? scope : scopeWithInput(scope, fromJson(input));
  const result = evaluate(ast, known, { now, zone, mode, fuel, text });
  for (const mistake of result.ok ? result.warnings : [result.error]) checkMistake(mistake, text);
  if (result.ok) return { isRight: true, told: checkValue(result.value) };
  const { code, from, message, to } = result.error;
  return { isRight: false, told: `!${code} ${from} ${to} ${message}` };
}

/** Messages quote values and source shortened. */
const maximumMessage = 2_000;

function checkMistake(mistake: FeelSyntaxProblem | FeelFailure, text: string): void {
  const { from, message, to } = mistake;
  const isInside = from >= 0 && from <= to && to <= text.length;
  const isInWords = /^[A-Z]/.test(message) && message.length < maximumMessage;
  if (isInside && isInWords && !/undefined|NaN|\[object|Infinity/.test(unquote(message))) return;
  throw new BrokenPromiseError(`A mistake without place or words: ${JSON.stringify(mistake)}`);
}

/** What is quoted in a message are words of the author. */
function unquote(message: string): string {
  return message.replaceAll(/(['"])[^]*\1/g, '');
}
