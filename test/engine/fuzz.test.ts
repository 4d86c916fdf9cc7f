import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../fuzz/random.js';
import { mutateXml } from '../fuzz/mutate-xml.js';
import { attemptOn } from '../fuzz/attempt.js';
import { prepareCorpus, type Corpus } from '../fuzz/corpus.js';
import { readModels, readScriptedModels } from '../fuzz/read-models.js';
import { runAttempts } from '../fuzz/run-attempts.js';

/** Models that once broke a promise, named by what broke it. */
const found = join(__dirname, '../fuzz/found');

/** Every eighth model will do for the short run. */
const isTaken = (_: unknown, index: number): boolean => index % 8 === 0;
const models = readModels(join(__dirname, '../..')).filter(isTaken);
const cases = readScriptedModels(join(__dirname, '../..')).filter(isTaken);
let corpus: Corpus;

beforeAll(async () => {
  corpus = await prepareCorpus(models, cases);
}, 60_000);

afterAll(() => {
  corpus.close();
});

describe('the engine under damaged models and random plays', () => {
  it('breaks no promise', async () => {
    const { counts, broken } = await runAttempts(corpus, { seed: 2026, from: 0, to: 300 });

    expect(broken).toEqual([]);
    // Attempts that all ended early would show nothing.
    expect(counts.refused).toBeGreaterThan(30);
    expect(counts.deployed).toBeGreaterThan(5);
    expect(counts.played).toBeGreaterThan(50);
    expect(counts.scripted).toBeGreaterThan(5);
    expect(counts.commanded).toBeGreaterThan(20);
  }, 60_000);

  it.each(readdirSync(found))('withstands %s now', async (file) => {
    const xml = readFileSync(join(found, file), 'utf8');

    const { kind } = await attemptOn(createRandom(1, 1), xml, corpus);

    expect(['refused', 'deployed']).toContain(kind);
  });

  it('answers the same attempts with the same outcomes', async () => {
    const range = { seed: 1, from: 0, to: 40 };
    const [one, other, different] = [
      await runAttempts(corpus, range),
      await runAttempts(corpus, range),
      await runAttempts(corpus, { ...range, seed: 2 }),
    ];

    expect(one.digest).toBe(other.digest);
    expect(one.digest).not.toBe(different.digest);
  }, 60_000);

  it('damages every model in many ways', () => {
    const [xml = ''] = models;
    const damaged = Array.from({ length: 200 }, (_, index) =>
      mutateXml(createRandom(3, index), { xml, others: models }),
    );

    expect(new Set(damaged).size).toBeGreaterThan(150);
    expect(damaged).not.toContain(undefined);
  });
});
