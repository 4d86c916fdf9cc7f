import { createHash } from 'node:crypto';
import { BrokenPromiseError } from './errors.js';
import type { Attempt, AttemptKind, Family } from './family.js';

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
  readonly counts: Readonly<Partial<Record<AttemptKind, number>>>;
  readonly broken: readonly BrokenAttempt[];
  /** How many attempts took less computing than one microsecond, two, four, eight and so on, but not less than half of it. */
  readonly costs: readonly number[];
  /** Of all outcomes in order: equal for equal ranges over equal models. */
  readonly digest: string;
}

/** Every so many attempts one is made twice, as it must give the same. */
const repeatEvery = 16;

/** Makes the attempts of a range, the families taking turns. `tell` hears which one begins. */
export async function runAttempts(
  families: readonly Family[],
  { seed, from, to }: AttemptRange,
  tell: (index: number) => void = () => undefined,
): Promise<AttemptsResult> {
  const counts: Partial<Record<AttemptKind, number>> = {};
  const broken: BrokenAttempt[] = [];
  const costs: number[] = Array.from({ length: 40 }, () => 0);
  const digest = createHash('sha256');
  for (let index = from; index < to; index += 1) {
    const family = families[index % families.length];
    if (family === undefined) break;
    tell(index);
    try {
      const { kind, outcome } = await attemptOnce(family, seed, index, costs);
      counts[kind] = (counts[kind] ?? 0) + 1;
      digest.update(outcome);
      // Each family's first, seventeenth and so on.
      if (Math.floor(index / families.length) % repeatEvery > 0) continue;
      const again = await family.attempt(seed, index);
      if (again.outcome !== outcome)
        broken.push({ index, error: 'Another outcome the second time' });
    } catch (error) {
      const material = family.materialOf(seed, index);
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      broken.push({ index, error: told, ...(material === undefined ? {} : { material }) });
    }
  }
  return { counts, broken, costs, digest: digest.digest('hex') };
}

async function attemptOnce(
  { attempt, budgetMs = Infinity }: Family,
  seed: number,
  index: number,
  costs: number[],
): Promise<Attempt> {
  const before = process.cpuUsage();
  const made = await attempt(seed, index);
  const { system, user } = process.cpuUsage(before);
  const microseconds = system + user;
  const place = Math.ceil(Math.log2(microseconds + 1));
  costs[place] = (costs[place] ?? 0) + 1;
  if (microseconds > 1000 * budgetMs)
    throw new BrokenPromiseError(`${Math.round(microseconds / 1000)} ms of computing`);
  return made;
}
