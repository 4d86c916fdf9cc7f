import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

import { compileDmn } from '../../../engine/dmn/parser/index.js';
import { sha256 } from '../../../engine/model/content-hash.js';

/** By file: what it compiles to. Deployments are told apart by it, so it may only change when the meaning does. */
const golden = 'test/engine/dmn/model-hashes.json';

const cases = 'test/dmn/cases';

const files = [cases, 'test/dmn-tck'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.dmn'))
    .map((file) => `${folder}/${file}`)
    .sort(),
);

/** The hash of a model and one of what is wrong with it. */
async function hashOf(file: string, imports: readonly string[]): Promise<string> {
  const { model, problems } = await compileDmn(readFileSync(file, 'utf8'), { imports });
  const told = problems.length === 0 ? 'no problems' : sha256(JSON.stringify(problems));
  return `${model?.hash ?? 'no model'} ${told}`;
}

async function hashAll(): Promise<Readonly<Record<string, string>>> {
  const imports = files
    .filter((file) => file.startsWith(cases))
    .map((file) => readFileSync(file, 'utf8'));
  const entries: (readonly [string, string])[] = [];
  for (const file of files)
    entries.push([file, await hashOf(file, file.startsWith(cases) ? imports : [])]);
  return Object.fromEntries(entries);
}

describe('files of decisions', () => {
  it('compile to what they compiled to before (UPDATE_HASHES=1 writes what they compile to now)', async () => {
    // when
    const hashes = await hashAll();

    // then
    if (process.env['UPDATE_HASHES'] === '1' || !existsSync(golden))
      writeFileSync(golden, `${JSON.stringify(hashes, undefined, 2)}\n`);
    expect(hashes).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
});
