import type { Family } from '../family.js';
import { createRandom } from '../random.js';
import { attemptDmn } from './attempt-dmn.js';
import { type DmnCorpus, planDmn } from './plan-dmn.js';

/** Damaged files of decisions, compiled and evaluated with any inputs. */
export function createDmnFamily(corpus: DmnCorpus): Family {
  return {
    budgetMs: 4_000,
    attempt: (seed, index) => {
      const random = createRandom(seed, index);
      return attemptDmn(random, planDmn(random, corpus));
    },
    materialOf: (seed, index) => planDmn(createRandom(seed, index), corpus).xml,
    close: () => undefined,
  };
}
