/**
 * `npm run bench NAME` runs `bench/NAME.mjs`, after bringing the built engine up to date.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs') && !file.includes('-') && file !== 'run.mjs')
  .map((file) => file.slice(0, -'.mjs'.length));

function run(command) {
  return (
    spawnSync(process.execPath, command, { cwd: `${folder}/..`, stdio: 'inherit' }).status ?? 1
  );
}

const [name, ...rest] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`Expected the name of a benchmark but got '${name ?? ''}': ${names.join(', ')}`);
  process.exit(1);
}
const built = run([
  'node_modules/typescript/bin/tsc',
  '-b',
  'engine',
  'engine/parser',
  'engine/dmn/parser',
]);
process.exit(built === 0 ? run(['--expose-gc', `bench/${name}.mjs`, ...rest]) : built);
