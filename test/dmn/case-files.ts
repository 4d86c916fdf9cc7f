import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { EvaluationTarget } from '../../engine/dmn/index.js';
import type { JsonValue } from '../../engine/index.js';

/** What a case asks of a model and what it must answer; values as JSON with FEEL's tags. */
export interface DecisionCase {
  readonly title: string;
  readonly target: EvaluationTarget;
  readonly input: Readonly<Record<string, JsonValue>>;
  readonly value: JsonValue;
  /** The codes of all warnings, each once; left out, there must be none. */
  readonly warnings: readonly string[];
  /** The rows that fired in the last table, counted from 1; left out, they are not looked at. */
  readonly rules: readonly number[] | undefined;
}

export interface CaseFile {
  readonly name: string;
  readonly model: string;
  /** Texts of the models it can import. */
  readonly imports: readonly string[];
  readonly cases: readonly DecisionCase[];
}

type WrittenCase = Omit<DecisionCase, 'target' | 'input' | 'warnings' | 'rules'> &
  Readonly<Record<string, JsonValue>>;

const folder = new URL('cases/', `file://${join(process.cwd(), 'test/dmn/')}`);

/** Every `<topic>.dmn` with its `<topic>.cases.json`; models without cases are there to be imported. */
export function readCaseFiles(): readonly CaseFile[] {
  const files = readdirSync(folder).sort();
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const models = files.filter((file) => file.endsWith('.dmn'));
  return models.flatMap((file) => {
    const name = file.replace(/\.dmn$/, '');
    const cases = new URL(`${name}.cases.json`, folder);
    if (!existsSync(cases)) return [];
    const written = JSON.parse(readFileSync(cases, 'utf8')) as readonly WrittenCase[];
    const imports = models.filter((other) => other !== file).map(read);
    return [{ name, model: read(file), imports, cases: written.map(readCase) }];
  });
}

function readCase({ title, value, ...rest }: WrittenCase): DecisionCase {
  const { decision, service, knowledge, input, warnings, rules } = rest;
  const target = { decision, service, knowledge };
  const named = Object.entries(target).filter(([, name]) => name !== undefined);
  return {
    title,
    // One of the three, as the files are written.
    target: Object.fromEntries(named) as unknown as EvaluationTarget,
    input: (input ?? {}) as DecisionCase['input'],
    value,
    warnings: (warnings ?? []) as readonly string[],
    rules: rules as readonly number[] | undefined,
  };
}
