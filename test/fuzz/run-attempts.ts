import { createHash } from 'node:crypto';
import { attempt, materialOf, type AttemptKind } from './attempt.js';
import type { Corpus } from './corpus.js';

export interface AttemptRange {
  readonly seed: number;
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

export interface BrokenAttempt {
  readonly index: number;
  /** What went wrong, with the place in the code. */
  readonly error: string;
  /** What it was made with. */
  readonly material?: string;
}

export interface AttemptsResult {
  readonly counts: Readonly<Record<AttemptKind, number>>;
  readonly broken: readonly BrokenAttempt[];
  /** Of all outcomes in order: equal for equal ranges over equal models. */
  readonly digest: string;
}

/** Every so many attempts one is made twice, as it must give the same. */
const repeatEvery = 16;

/** Makes the attempts of a range, one after the other. `tell` hears which one begins. */
export async function runAttempts(
  corpus: Corpus,
  { seed, from, to }: AttemptRange,
  tell: (index: number) => void = () => undefined,
): Promise<AttemptsResult> {
  const counts: Record<AttemptKind, number> = {
    ...{ refused: 0, deployed: 0, played: 0, scripted: 0, commanded: 0 },
  };
  const broken: BrokenAttempt[] = [];
  const digest = createHash('sha256');
  for (let index = from; index < to; index += 1) {
    tell(index);
    try {
      const { kind, outcome } = await attempt(corpus, seed, index);
      counts[kind] += 1;
      digest.update(outcome);
      if (index % repeatEvery > 0) continue;
      const again = await attempt(corpus, seed, index);
      if (again.outcome !== outcome)
        broken.push({ index, error: 'Another outcome the second time' });
    } catch (error) {
      const material = materialOf(corpus, seed, index);
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      broken.push({ index, error: told, ...(material === undefined ? {} : { material }) });
    }
  }
  return { counts, broken, digest: digest.digest('hex') };
}
