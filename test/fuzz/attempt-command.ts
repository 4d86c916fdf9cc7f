import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../engine/index.js';
import { runHeadless } from '../../server/cli/headless/headless.js';
import { BrokenPromiseError } from './errors.js';
import { mutateSteps } from './mutate-steps.js';
import { mutateText, mutateXml } from './mutate-xml.js';
import { randomVariables } from './random-json.js';
import type { Random } from './random.js';
import type { ScriptedModel } from './read-models.js';
import { hostileValues, wordsOf } from './words.js';

/** What the command line is told. */
export interface CommandPlan extends ScriptedModel {
  readonly command: 'run' | 'lint';
  readonly options: readonly string[];
}

/** A model and a script of the suite, one or both of them damaged, and any options. */
export function planCommand(
  random: Random,
  cases: readonly ScriptedModel[],
  others: readonly string[],
): CommandPlan {
  const { xml, script } = random.pick(cases) ?? { xml: '', script: '' };
  const isModelDamaged = random.oneIn(5);
  return {
    command: random.oneIn(8) ? 'lint' : 'run',
    xml: isModelDamaged ? mutateXml(random, { xml, others }) : xml,
    script: damageScript(random, script, wordsOf(xml)),
    options: chooseOptions(random, wordsOf(xml)),
  };
}

function damageScript(random: Random, script: string, words: readonly string[]): string {
  if (random.oneIn(10)) return mutateText(random, script);
  const { steps } = JSON.parse(script) as { readonly steps: readonly JsonValue[] };
  return JSON.stringify(mutateSteps(random, steps, words));
}

function chooseOptions(random: Random, words: readonly string[]): readonly string[] {
  const word = (): string => random.pick(random.oneIn(4) ? hostileValues : words) ?? '';
  return [
    ...(random.oneIn(2) ? ['--until', 'end'] : []),
    ...(random.oneIn(2) ? ['--jobs', random.oneIn(20) ? word() : 'open'] : []),
    ...(random.oneIn(3) ? ['--trace'] : []),
    ...(random.oneIn(3) ? ['--strict'] : []),
    ...(random.oneIn(2) ? ['--variables', JSON.stringify(randomVariables(random, words))] : []),
    ...(random.oneIn(8) ? ['--variables', word()] : []),
    ...(random.oneIn(8) ? ['--start-event', word()] : []),
    ...(random.oneIn(8) ? ['--process', word()] : []),
    ...(random.oneIn(8) ? ['--business-key', word()] : []),
    ...(random.oneIn(8) ? ['--zone', random.oneIn(2) ? 'America/St_Johns' : word()] : []),
    ...(random.oneIn(8) ? ['--now', random.oneIn(2) ? '2026-03-29T01:30:00Z' : word()] : []),
    ...(random.oneIn(40) ? [`--${word()}`] : []),
  ];
}

/** Whatever it is told, the command prints one document, and never says that it is at fault itself. */
export async function attemptCommand(plan: CommandPlan, folder: string): Promise<string> {
  const model = join(folder, 'model.bpmn');
  const script = join(folder, 'script.json');
  writeFileSync(model, plan.xml);
  writeFileSync(script, plan.script);
  const of = plan.command === 'run' ? ['--script', script, '--max-inputs', '1000'] : [];
  const options = plan.command === 'run' ? plan.options : [];
  const { exitCode, text } = await runHeadless(plan.command, [model, ...of, ...options]);
  const isKnown = exitCode === 0 || exitCode === 1 || exitCode === 2;
  if (!isKnown) throw new BrokenPromiseError(`Exit code ${exitCode}`);
  const { error } = JSON.parse(text) as { readonly error?: { readonly code?: string } };
  if (error?.code === 'internal' || (error !== undefined) !== (exitCode === 2))
    throw new BrokenPromiseError(`Exit code ${exitCode} with ${JSON.stringify(error)}`);
  return `${exitCode} ${text.replaceAll(folder, '')}`;
}
