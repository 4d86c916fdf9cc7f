import type { JsonValue } from '../../../engine/index.js';
import { randomJson } from '../random-json.js';
import type { Random } from '../random.js';
import { growExpression, growTests } from './feel-grammar.js';
import { randomVariablesOfTypes } from './feel-variables.js';
import { hostileExpression } from './hostile-feel.js';
import { mutateFeel } from './mutate-feel.js';

/** What FEEL is asked, in JSON. */
export interface FeelPlan {
  readonly text: string;
  /** The text is a table's cell, and this is what it tests. */
  readonly input?: JsonValue;
  readonly variables: Readonly<Record<string, JsonValue>>;
  readonly zone: string;
  readonly fuel: number;
}

const zones = ['UTC', 'Europe/Amsterdam', 'America/St_Johns', '+05:30', 'No/Where'];

/** What a process may use, and far less. */
const fuels = [100_000, 100_000, 100_000, 1_000, 10];

export function planFeel(random: Random, expressions: readonly string[]): FeelPlan {
  const isTest = random.oneIn(5);
  return {
    text: chooseText(random, expressions, isTest),
    variables: randomVariablesOfTypes(random),
    zone: random.pick(zones) ?? 'UTC',
    fuel: random.pick(fuels) ?? 0,
    ...(isTest && { input: randomJson(random) }),
  };
}

function chooseText(random: Random, expressions: readonly string[], isTest: boolean): string {
  const choice = random.below(40);
  if (choice < 14) return mutateFeel(random, random.pick(expressions) ?? '1', expressions);
  if (choice < 15) return hostileExpression(random);
  if (choice < 16) return mutateFeel(random, hostileExpression(random), expressions);
  const depth = 1 + random.below(4);
  const grown = isTest ? growTests(random, depth) : growExpression(random, depth);
  return choice < 32 ? grown : mutateFeel(random, grown, expressions);
}
