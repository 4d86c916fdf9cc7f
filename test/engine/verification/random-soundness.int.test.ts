import { compareSoundness, emptyTally } from '../../support/compare-soundness.js';

/** Models in all; more of them are larger as well. */
const runs = Number(process.env['SOUNDNESS_RUNS'] ?? 100);
const seed = Number(process.env['SOUNDNESS_SEED'] ?? 1);
/** The first of them: shares for several processes, or a single one. */
const first = Number(process.env['SOUNDNESS_FROM'] ?? 0);
const isShort = process.env['SOUNDNESS_RUNS'] === undefined;
const most = isShort ? { nodes: 5, states: 120 } : { nodes: 10, states: 1_000 };

/** Each has once been judged in another way than it is executed: what it has, seed and index. */
const formerlyWrong: readonly (readonly [string, number, number])[] = [
  ['a split that takes one of two flows to a task', 21, 26],
  ['a split that takes one of two flows to a task behind a join', 21, 1998],
  ['two tokens in an end event before the process is ended', 21, 2080],
  ['joins behind one another', 21, 2470],
  ['two gateways that lead to one task', 21, 3027],
  ['a join in a run of its own', 21, 3070],
  ['two joins that wait for all else', 21, 3516],
  ['an interrupted task before an error', 21, 4067],
  ['a join that waits for the next occurrence of an event', 22, 3491],
];

describe('verdicts on random models', () => {
  it.each(formerlyWrong)('agree with all executions of %s', async (_what, ofSeed, index) => {
    const tally = emptyTally();
    const model = { seed: ofSeed, index, nodes: 10, states: 1_000 };
    expect(await compareSoundness(model, tally)).toBeUndefined();
    expect(tally.compared).toBe(1);
  });

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
