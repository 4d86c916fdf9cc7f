import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonValue, RunScriptNow, ScriptOutcome } from '../../engine/index.js';
import { compileBpmn } from '../../engine/parser/index.js';
import { createScriptsInThread } from '../../server/cli/headless/scripts-in-thread.js';
import { BrokenPromiseError } from './errors.js';
import type { Stage } from './play.js';
import type { ScriptedModel } from './read-models.js';
import { wordsOf } from './words.js';

/** The sound models that attempts begin with, and what they compile to. */
export interface Corpus {
  readonly models: readonly string[];
  /** Those that are read fast: they make most of the attempts, and pieces for others. */
  readonly small: readonly string[];
  readonly stages: readonly Stage[];
  /** Those with tasks of JavaScript, and the scripts of these. */
  readonly scriptStages: readonly Stage[];
  readonly scripts: readonly string[];
  readonly cases: readonly ScriptedModel[];
  readonly runScript: RunScriptNow;
  /** For the files that a command is given. */
  readonly folder: string;
  /** Nothing is left of it afterwards. */
  close(): void;
}

const smallLength = 4000;

/** A small part of what a script may do elsewhere, so that one without end is soon over. */
const interrupts = 30;

/** Far more than a script needs that keeps to its limits by itself, on a busy machine too. */
const limitMs = 1_500;

export async function prepareCorpus(
  models: readonly string[],
  cases: readonly ScriptedModel[],
): Promise<Corpus> {
  const stages: Stage[] = [];
  for (const xml of models) {
    const { programs } = await compileBpmn(xml);
    if (programs.length > 0) stages.push({ programs, words: wordsOf(xml) });
  }
  const threaded = createScriptsInThread(limitMs, { interrupts });
  const folder = mkdtempSync(join(tmpdir(), 'lemniscate-fuzz-'));
  return {
    models,
    small: models.filter(({ length }) => length < smallLength),
    stages,
    scriptStages: stages.filter((stage) => scriptsOf(stage).length > 0),
    scripts: stages.flatMap(scriptsOf),
    cases,
    runScript: (request) => checkOutcome(threaded.run(request)),
    folder,
    close() {
      threaded.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function scriptsOf({ programs }: Stage): readonly string[] {
  return programs.flatMap(({ elements }) =>
    elements.flatMap(({ attributes: { javascript } }) =>
      typeof javascript === 'string' ? [javascript] : [],
    ),
  );
}

/** Whatever a script has done to its world, what comes out of it is an outcome in JSON. */
function checkOutcome(outcome: ScriptOutcome): ScriptOutcome {
  const isWhole =
    outcome.type === 'completed'
      ? isJson(outcome.value)
      : typeof outcome.message === 'string' &&
        (outcome.type === 'failed'
          ? outcome.message.startsWith('Expected ')
          : typeof outcome.errorCode === 'string' && isJson(outcome.variables));
  if (isWhole) return outcome;
  throw new BrokenPromiseError(`A script with the outcome ${JSON.stringify(outcome)}`);
}

function isJson(value: JsonValue): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return value === null || Object.values(value).every(isJson);
    default:
      return false;
  }
}
