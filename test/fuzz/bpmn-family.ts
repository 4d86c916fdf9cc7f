import { attempt, materialOf } from './attempt.js';
import type { Corpus } from './corpus.js';
import type { Family } from './family.js';

/** Damaged models, random plays, hostile JavaScript and command lines. */
export function createBpmnFamily(corpus: Corpus): Family {
  return {
    attempt: (seed, index) => attempt(corpus, seed, index),
    materialOf: (seed, index) => materialOf(corpus, seed, index),
    close: () => {
      corpus.close();
    },
  };
}
