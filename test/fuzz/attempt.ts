import { type CompileResult, compileBpmn } from '../../engine/parser/index.js';
import {
  DriverNotSettlingError,
  type InMemoryDriver,
} from '../../engine/in-memory-driver/index.js';
import type { Program } from '../../engine/index.js';
import { BrokenPromiseError } from './errors.js';
import { mutateXml } from './mutate-xml.js';
import { playRandomly, type Stage } from './play.js';
import { createRandom, type Random } from './random.js';

/** The sound models that attempts begin with, and what they compile to. */
export interface Corpus {
  readonly models: readonly string[];
  /** Those that are read fast: they make most of the attempts, and pieces for others. */
  readonly small: readonly string[];
  readonly stages: readonly Stage[];
}

const smallLength = 4000;

export type AttemptKind = 'refused' | 'deployed' | 'played';

export interface Attempt {
  readonly kind: AttemptKind;
  /** Everything that came out, as text: two attempts of one number give the same. */
  readonly outcome: string;
}

export async function prepareCorpus(models: readonly string[]): Promise<Corpus> {
  const stages: Stage[] = [];
  for (const xml of models) {
    const { programs } = await compileBpmn(xml);
    if (programs.length > 0) stages.push({ programs, words: wordsOf(xml) });
  }
  return { models, small: models.filter(({ length }) => length < smallLength), stages };
}

/** Names and texts of a model, as far as they may mean something to an instance of it. */
function wordsOf(xml: string): readonly string[] {
  return [...new Set(xml.match(/[\p{L}_][\p{L}\p{N}_-]*/gu))].slice(0, 400);
}

/** One attempt to break the engine: a damaged model, or a sound one with a random play. The numbers decide it all. */
export async function attempt(corpus: Corpus, seed: number, index: number): Promise<Attempt> {
  const random = createRandom(seed, index);
  return random.below(5) < 2
    ? attemptOn(random, damagedModel(random, corpus))
    : attemptPlay(random, corpus);
}

/** The damaged model of an attempt, to look at; nothing if it was a play of a sound one. */
export function modelOf(corpus: Corpus, seed: number, index: number): string | undefined {
  const random = createRandom(seed, index);
  return random.below(5) < 2 ? damagedModel(random, corpus) : undefined;
}

function damagedModel(random: Random, { models, small }: Corpus): string {
  const xml = random.pick(random.oneIn(20) ? models : small) ?? '';
  return mutateXml(random, { xml, others: small });
}

/** Compiles a model, however damaged it is, and plays what comes of it. */
export async function attemptOn(random: Random, xml: string): Promise<Attempt> {
  const compiled = await compileBpmn(xml);
  checkProblems(compiled);
  const { programs, problems } = compiled;
  const told = JSON.stringify(problems);
  const isRefused = problems.some(({ severity }) => severity === 'error');
  if (isRefused || programs.length === 0) return { kind: 'refused', outcome: told };
  const hashes = programs.map(({ hash }) => hash).join(' ');
  const played = play(random, { programs: stored(programs), words: wordsOf(xml) });
  return { kind: 'deployed', outcome: `${told} ${hashes} ${played}` };
}

/** Programs as a store gives them back. */
function stored(programs: readonly Program[]): readonly Program[] {
  return JSON.parse(JSON.stringify(programs)) as readonly Program[];
}

function checkProblems({ programs, drawn, problems }: CompileResult): void {
  for (const { rule, message } of problems) {
    if (rule === '' || !/^Expected /.test(message))
      throw new BrokenPromiseError(`A problem without words: ${rule} ${message}`);
  }
  const isRefused = problems.some(({ severity }) => severity === 'error');
  if (programs.length + drawn.length === 0 && !isRefused)
    throw new BrokenPromiseError('Neither a program nor an error');
}

function attemptPlay(random: Random, { stages }: Corpus): Attempt {
  const stage = random.pick(stages);
  if (stage === undefined) return { kind: 'played', outcome: '' };
  return { kind: 'played', outcome: play(random, stage) };
}

function play(random: Random, stage: Stage): string {
  try {
    const driver = playRandomly(random, stage);
    checkInstances(driver, stage);
    return JSON.stringify(driver.snapshot());
  } catch (error) {
    // Processes that keep each other busy without end are told so, and nothing else may be thrown.
    if (error instanceof DriverNotSettlingError) return error.message;
    throw error;
  }
}

function checkInstances(driver: InMemoryDriver, { programs }: Stage): void {
  const elements = new Map(
    programs.map(({ hash, elements: list }) => [hash, new Set(list.map(({ id }) => id))]),
  );
  for (const { instanceId, programHash, state, outcome, facts } of driver.instances()) {
    const known = elements.get(programHash);
    for (const { record } of facts) {
      if ('elementId' in record && known?.has(record.elementId) !== true)
        throw new BrokenPromiseError(`A record of an element that is none: ${record.elementId}`);
    }
    const isOver = state.status === 'ended';
    if (isOver !== (outcome !== undefined))
      throw new BrokenPromiseError(`'${instanceId}' is ${state.status} without having told so`);
    const isLeft = Object.keys(state.waits).length > 0 || Object.keys(state.instances).length > 0;
    if (isOver && isLeft)
      throw new BrokenPromiseError(`'${instanceId}' has ended but something of it is left`);
  }
}
