import { compareSoundness, emptyTally } from '../../support/compare-soundness.js';

/** Models in all; more of them are larger as well. */
const runs = Number(process.env['SOUNDNESS_RUNS'] ?? 100);
const seed = Number(process.env['SOUNDNESS_SEED'] ?? 1);
/** The first of them: shares for several processes, or a single one. */
const first = Number(process.env['SOUNDNESS_FROM'] ?? 0);
const isShort = process.env['SOUNDNESS_RUNS'] === undefined;
const most = isShort ? { nodes: 5, states: 120 } : { nodes: 10, states: 1_000 };

describe('verdicts on random models', () => {
  it('agree with all executions by the engine, and counterexamples can be played on it', async () => {
    const tally = emptyTally();
    const wrong: unknown[] = [];
    for (let index = first; index < first + runs; index += 1) {
      const difference = await compareSoundness({ seed, index, ...most }, tally);
      if (difference !== undefined) wrong.push(difference);
    }
    if (!isShort) process.stdout.write(`${JSON.stringify(tally)}\n`);
    expect(wrong).toEqual([]);
    expect(tally.unplayed).toBeLessThanOrEqual(tally.played * 0.01);
    if (runs < 100) return;
    // Most of them can be compared, and there are enough of both kinds.
    expect(tally.compared).toBeGreaterThan(runs * 0.6);
    expect(tally.sound).toBeGreaterThan(runs * 0.1);
    expect(tally.played).toBeGreaterThan(runs * 0.2);
  });
});
