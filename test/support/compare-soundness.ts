import type { Program } from '../../engine/index.js';
import {
  type SoundnessFinding,
  type SoundnessReport,
  verifySoundness,
} from '../../engine/verification/index.js';
import { createRandom } from '../fuzz/random.js';
import { compileOne } from './compile-one.js';
import { ExhaustiveRun } from './exhaustive-run.js';
import { judgeExecutions } from './judge-executions.js';
import { ModelFacts } from './model-facts.js';
import { showsFinding, StepNotPlayableError } from './play-counterexample.js';
import { unstructuredModel, writeModel } from './unstructured-model.js';

/** What came of many models. */
export interface SoundnessTally {
  compared: number;
  /** So many of them have sub-processes. */
  nested: number;
  sound: number;
  /** Left out: a loop that nothing waits in. */
  looping: number;
  /** Left out: too many states or decisions. */
  large: number;
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

/** One random model, and how far it is executed. */
export interface ComparedModel {
  readonly seed: number;
  readonly index: number;
  readonly nodes: number;
  readonly states: number;
}

/** Nothing if verification and engine tell the same. Every other model has sub-processes: there a scope with something wrong hides what is behind it. */
export async function compareSoundness(
  { seed, index, nodes, states }: ComparedModel,
  tally: SoundnessTally,
): Promise<unknown> {
  const random = createRandom(seed, index);
  const isNested = index % 2 === 1;
  const graph = unstructuredModel(random, 5 + random.below(nodes), isNested ? 1 : 0);
  const program = await compileOne(writeModel(graph));
  const report = verifySoundness(program);
  const facts = new ModelFacts(graph);
  const executed = new ExhaustiveRun(facts, program, states);
  if (executed.isLooping) tally.looping += 1;
  else if (!executed.isComplete) tally.large += 1;
  else if (report.verdict === 'undecided') tally.undecided += 1;
  if (!executed.isComplete || report.verdict === 'undecided') return undefined;
  tally.compared += 1;
  if (isNested) tally.nested += 1;
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

export function emptyTally(): SoundnessTally {
  return {
    compared: 0,
    nested: 0,
    sound: 0,
    looping: 0,
    large: 0,
    undecided: 0,
    played: 0,
    unplayed: 0,
  };
}
