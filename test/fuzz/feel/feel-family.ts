import type { Family } from '../family.js';
import { createRandom } from '../random.js';
import { attemptFeel } from './attempt-feel.js';
import { planFeel } from './plan-feel.js';

/** Expressions and unary tests: damaged, grown by the grammar, hostile. */
export function createFeelFamily(expressions: readonly string[]): Family {
  return {
    budgetMs: 2_000,
    attempt: (seed, index) => attemptFeel(planFeel(createRandom(seed, index), expressions)),
    materialOf: (seed, index) => JSON.stringify(planFeel(createRandom(seed, index), expressions)),
    close: () => undefined,
  };
}
