import { type CompileResult, compileBpmn } from '../../engine/parser/index.js';
import {
  DriverNotSettlingError,
  type InMemoryDriver,
} from '../../engine/in-memory-driver/index.js';
import type { Program, RunScriptNow } from '../../engine/index.js';
import { attemptCommand, type CommandPlan, planCommand } from './attempt-command.js';
import type { Corpus } from './corpus.js';
import { BrokenPromiseError } from './errors.js';
import type { Attempt } from './family.js';
import { hostileScript } from './mutate-javascript.js';
import { mutateXml } from './mutate-xml.js';
import { playRandomly, type Stage } from './play.js';
import { createRandom, type Random } from './random.js';
import { wordsOf } from './words.js';

/** What an attempt is made with, as its numbers decide it. */
type Plan =
  | { readonly kind: 'model'; readonly xml: string }
  | { readonly kind: 'play'; readonly stage: Stage }
  | { readonly kind: 'script'; readonly stage: Stage; readonly script: string }
  | { readonly kind: 'command'; readonly command: CommandPlan };

/** One attempt to break the engine or the command line. The numbers decide it all. */
export async function attempt(corpus: Corpus, seed: number, index: number): Promise<Attempt> {
  const random = createRandom(seed, index);
  const plan = planAttempt(random, corpus);
  switch (plan.kind) {
    case 'model':
      return attemptOn(random, plan.xml, corpus);
    case 'play':
      return { kind: 'played', outcome: play(random, plan.stage, corpus) };
    case 'script':
      return { kind: 'scripted', outcome: play(random, withScript(plan), corpus) };
    case 'command':
      return { kind: 'commanded', outcome: await attemptCommand(plan.command, corpus.folder) };
  }
}

/** What an attempt is made with, to look at; nothing if it was a play of a sound model. */
export function materialOf(corpus: Corpus, seed: number, index: number): string | undefined {
  const plan = planAttempt(createRandom(seed, index), corpus);
  switch (plan.kind) {
    case 'model':
      return plan.xml;
    case 'play':
      return undefined;
    case 'script':
      return plan.script;
    case 'command': {
      const { command, options, script, xml } = plan.command;
      return `${command} ${JSON.stringify(options)}\n\n${script}\n\n${xml}`;
    }
  }
}

function planAttempt(random: Random, corpus: Corpus): Plan {
  const { stages, scriptStages, scripts, cases, small } = corpus;
  const choice = random.below(20);
  if (choice < 8) return { kind: 'model', xml: damagedModel(random, corpus) };
  const stage = random.pick(choice < 16 ? stages : scriptStages) ?? { programs: [], words: [] };
  if (choice < 16) return { kind: 'play', stage };
  if (choice < 17) return { kind: 'script', stage, script: hostileScript(random, scripts) };
  return { kind: 'command', command: planCommand(random, cases, small) };
}

function damagedModel(random: Random, { models, small }: Corpus): string {
  const xml = random.pick(random.oneIn(20) ? models : small) ?? '';
  return mutateXml(random, { xml, others: small });
}

/** Compiles a model, however damaged it is, and plays what comes of it. */
export async function attemptOn(
  random: Random,
  xml: string,
  { runScript }: Pick<Corpus, 'runScript'>,
): Promise<Attempt> {
  const compiled = await compileBpmn(xml);
  checkProblems(compiled);
  const { programs, problems } = compiled;
  const told = JSON.stringify(problems);
  const isRefused = problems.some(({ severity }) => severity === 'error');
  if (isRefused || programs.length === 0) return { kind: 'refused', outcome: told };
  const hashes = programs.map(({ hash }) => hash).join(' ');
  const stage = { programs: stored(programs), words: wordsOf(xml) };
  return { kind: 'deployed', outcome: `${told} ${hashes} ${play(random, stage, { runScript })}` };
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

/** The model with another script in each of its tasks of JavaScript. */
function withScript({ stage, script }: { stage: Stage; script: string }): Stage {
  const programs = stage.programs.map((program) => ({
    ...program,
    elements: program.elements.map((element) =>
      'javascript' in element.attributes
        ? { ...element, attributes: { ...element.attributes, javascript: script } }
        : element,
    ),
  }));
  return { ...stage, programs };
}

/** Scripts that one play may run; after one that had to be ended by its thread there are no others. */
const maximumScripts = 20;

function play(random: Random, stage: Stage, { runScript }: Pick<Corpus, 'runScript'>): string {
  let left = maximumScripts;
  const runLimited: RunScriptNow = (request) => {
    left -= 1;
    if (left < 0) return { type: 'failed', message: 'Expected no more scripts' };
    const outcome = runScript(request);
    if (outcome.type === 'failed' && outcome.message.includes('ms but it did not')) left = 0;
    return outcome;
  };
  try {
    const driver = playRandomly(random, stage, runLimited);
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
