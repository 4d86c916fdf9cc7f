import type { Family } from '../family.js';
import { createRandom } from '../random.js';
import { attemptForeign } from './attempt-foreign.js';
import { type ForeignCase, planForeign } from './plan-foreign.js';

/** Damaged models of other tools, imported, given back, and imported again. */
export function createForeignFamily(cases: readonly ForeignCase[]): Family {
  const plan = (seed: number, index: number) => planForeign(createRandom(seed, index), cases);
  return {
    budgetMs: 10_000,
    attempt: (seed, index) => attemptForeign(plan(seed, index)),
    materialOf: (seed, index) =>
      plan(seed, index)
        .map(({ name, text }) => `=== ${name}\n${text}`)
        .join('\n'),
    close: () => undefined,
  };
}
