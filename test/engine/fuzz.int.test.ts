import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../fuzz/random.js';
import { mutateXml } from '../fuzz/mutate-xml.js';
import { attemptOn } from '../fuzz/attempt.js';
import { prepareCorpus, type Corpus } from '../fuzz/corpus.js';
import { createBpmnFamily } from '../fuzz/bpmn-family.js';
import { attemptDmn } from '../fuzz/dmn/attempt-dmn.js';
import { createDmnFamily } from '../fuzz/dmn/dmn-family.js';
import type { Family } from '../fuzz/family.js';
import { attemptFeel } from '../fuzz/feel/attempt-feel.js';
import { createFeelFamily } from '../fuzz/feel/feel-family.js';
import type { FeelPlan } from '../fuzz/feel/plan-feel.js';
import { readExpressions } from '../fuzz/feel/read-expressions.js';
import { attemptForeign } from '../fuzz/foreign/attempt-foreign.js';
import { createForeignFamily } from '../fuzz/foreign/foreign-family.js';
import {
  readDecisions,
  readForeignCases,
  readModels,
  readScriptedModels,
} from '../fuzz/read-models.js';
import { runAttempts } from '../fuzz/run-attempts.js';

const projectFolder = join(__dirname, '../..');

/** What once broke a promise, named by what broke it. */
const found = join(projectFolder, 'test/fuzz/found');

function readFound(family: string, file: string): string {
  return readFileSync(join(found, family, file), 'utf8');
}

/** Every eighth model will do for the short run. */
const isTaken = (_: unknown, index: number): boolean => index % 8 === 0;
const models = readModels(projectFolder).filter(isTaken);
const cases = readScriptedModels(projectFolder).filter(isTaken);
let corpus: Corpus;
let family: Family;

beforeAll(async () => {
  corpus = await prepareCorpus(models, cases);
  family = createBpmnFamily(corpus);
}, 60_000);

afterAll(() => {
  corpus.close();
});

describe('the engine under damaged models and random plays', () => {
  it('breaks no promise', async () => {
    const { counts, broken } = await runAttempts([family], { seed: 2026, from: 0, to: 300 });

    expect(broken).toEqual([]);
    // Attempts that all ended early would show nothing.
    expect(counts.refused).toBeGreaterThan(30);
    expect(counts.deployed).toBeGreaterThan(5);
    expect(counts.played).toBeGreaterThan(50);
    expect(counts.scripted).toBeGreaterThan(5);
    expect(counts.commanded).toBeGreaterThan(20);
  }, 60_000);

  it.each(readdirSync(join(found, 'bpmn')))('withstands %s now', async (file) => {
    const { kind } = await attemptOn(createRandom(1, 1), readFound('bpmn', file), corpus);

    expect(['refused', 'deployed']).toContain(kind);
  });

  it('answers the same attempts with the same outcomes', async () => {
    const range = { seed: 1, from: 0, to: 40 };
    const [one, other, different] = [
      await runAttempts([family], range),
      await runAttempts([family], range),
      await runAttempts([family], { ...range, seed: 2 }),
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

describe('FEEL that is damaged, grown and hostile', () => {
  const feel = createFeelFamily(readExpressions(projectFolder));

  it('breaks no promise', async () => {
    const { counts, broken } = await runAttempts([feel], { seed: 2026, from: 0, to: 300 });

    expect(broken).toEqual([]);
    expect(counts.unreadable).toBeGreaterThan(60);
    expect(counts.mistaken).toBeGreaterThan(60);
    expect(counts.evaluated).toBeGreaterThan(40);
  }, 60_000);

  it.each(readdirSync(join(found, 'feel')))('is withstood now: %s', (file) => {
    // What is kept is a plan, in JSON.
    const plan = JSON.parse(readFound('feel', file)) as FeelPlan;

    expect(attemptFeel(plan).outcome).not.toBe('');
  });
});

describe('damaged files of decisions', () => {
  const expressions = readExpressions(projectFolder);
  const dmn = createDmnFamily({ models: readDecisions(projectFolder), expressions });

  it('break no promise', async () => {
    const { counts, broken } = await runAttempts([dmn], { seed: 2026, from: 0, to: 60 });

    expect(broken).toEqual([]);
    expect(counts.unreadable).toBeGreaterThan(3);
    expect(counts.undecided).toBeGreaterThan(10);
    expect(counts.decided).toBeGreaterThan(10);
  }, 60_000);

  it.each(readdirSync(join(found, 'dmn')))('are withstood now: %s', async (file) => {
    const xml = readFound('dmn', file);

    const { kind } = await attemptDmn(createRandom(1, 1), { xml, imports: [] });

    expect(['decided', 'undecided']).toContain(kind);
  });
});

describe('damaged models of other tools', () => {
  const foreign = createForeignFamily(readForeignCases(projectFolder));

  it('break no promise', async () => {
    const { counts, broken } = await runAttempts([foreign], { seed: 2026, from: 0, to: 30 });

    expect(broken).toEqual([]);
    expect(counts.unreadable).toBeGreaterThan(3);
    expect((counts.blocked ?? 0) + (counts.imported ?? 0)).toBeGreaterThan(3);
  }, 60_000);

  it.each(readdirSync(join(found, 'foreign')))('are withstood now: %s', async (file) => {
    const text = readFound('foreign', file);

    await expect(attemptForeign([{ name: file, text }])).resolves.toBeDefined();
  });
});
