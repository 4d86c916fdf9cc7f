import type { Program } from '../../../engine/index.js';
import {
  type SoundnessFinding,
  type SoundnessReport,
  verifySoundness,
} from '../../../engine/verification/index.js';
import { createRandom } from '../../fuzz/random.js';
import { compileOne } from '../../support/compile-one.js';
import { ExhaustiveRun } from '../../support/exhaustive-run.js';
import { judgeExecutions } from '../../support/judge-executions.js';
import { ModelFacts } from '../../support/model-facts.js';
import { showsFinding, StepNotPlayableError } from '../../support/play-counterexample.js';
import { unstructuredModel, writeModel } from '../../support/unstructured-model.js';

/** Models in all; more of them are larger as well. */
const runs = Number(process.env['SOUNDNESS_RUNS'] ?? 100);
const seed = Number(process.env['SOUNDNESS_SEED'] ?? 1);
const isShort = process.env['SOUNDNESS_RUNS'] === undefined;
const most = isShort ? { nodes: 5, states: 120 } : { nodes: 10, states: 1_000 };

interface Tally {
  compared: number;
  sound: number;
  /** Too many states, or a loop that nothing waits in. */
  left: number;
  undecided: number;
  played: number;
  /** In models with sub-processes: where choices inside them are taken in another order. */
  unplayed: number;
}

/** `kind element`, as the executions are judged; growth is played instead. */
function told({ findings }: SoundnessReport): ReadonlySet<string> {
  const others = findings.filter(({ kind }) => kind !== 'unboundedTokens');
  return new Set(
    others.flatMap(({ kind, variant, elementIds, scopeId }) =>
      variant === 'endless' ? [`endless ${scopeId}`] : elementIds.map((id) => `${kind} ${id}`),
    ),
  );
}

function shows(program: Program, finding: SoundnessFinding): boolean {
  try {
    return showsFinding(program, finding);
  } catch (error) {
    if (error instanceof StepNotPlayableError) return false;
    throw error;
  }
}

/** Every other model has sub-processes: there a scope with something wrong hides what is behind it. */
async function compare(index: number, tally: Tally): Promise<unknown> {
  const random = createRandom(seed, index);
  const isNested = index % 2 === 1;
  const graph = unstructuredModel(random, 5 + random.below(most.nodes), isNested ? 1 : 0);
  const program = await compileOne(writeModel(graph));
  const report = verifySoundness(program);
  const facts = new ModelFacts(graph);
  const executed = new ExhaustiveRun(facts, program, most.states);
  if (!executed.isComplete) tally.left += 1;
  else if (report.verdict === 'undecided') tally.undecided += 1;
  if (!executed.isComplete || report.verdict === 'undecided') return undefined;
  tally.compared += 1;
  if (report.verdict === 'sound') tally.sound += 1;
  const ours = told(report);
  const theirs = judgeExecutions(facts, executed);
  const isSame = isNested
    ? ours.size > 0 === theirs.size > 0
    : [...ours].sort().join() === [...theirs].sort().join();
  return isSame
    ? playAll()
    : { index, ours: [...ours], theirs: [...theirs], xml: writeModel(graph) };

  function playAll(): unknown {
    const isOneScope = new Set(report.findings.map(({ scopeId }) => scopeId)).size === 1;
    if (!isOneScope || report.method !== 'stateSpace') return undefined;
    for (const finding of report.findings) {
      if (finding.counterexample === undefined) continue;
      tally.played += 1;
      if (shows(program, finding)) continue;
      tally.unplayed += 1;
      if (!isNested) return { index, finding, xml: writeModel(graph) };
    }
    return undefined;
  }
}

describe('verdicts on random models', () => {
  it('agree with all executions by the engine, and counterexamples can be played on it', async () => {
    const tally: Tally = { compared: 0, sound: 0, left: 0, undecided: 0, played: 0, unplayed: 0 };
    const wrong: unknown[] = [];
    for (let index = 0; index < runs; index += 1) {
      const difference = await compare(index, tally);
      if (difference !== undefined) wrong.push(difference);
    }
    if (!isShort) process.stdout.write(`${JSON.stringify(tally)}\n`);
    expect(wrong).toEqual([]);
    expect(tally.unplayed).toBeLessThanOrEqual(tally.played * 0.01);
    // Most of them can be compared, and there are enough of both kinds.
    expect(tally.compared).toBeGreaterThan(runs * 0.6);
    expect(tally.sound).toBeGreaterThan(runs * 0.1);
    expect(tally.played).toBeGreaterThan(runs * 0.2);
  });
});
