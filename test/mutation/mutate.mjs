/**
 * `npm run mutate -- FOLDER…`: mutation testing of folders of the engine, for instance `elements/gateways`; all of them
 * without a name. Results are kept in `test-artifacts/mutation/`, and only what has changed since is tested again;
 * `--force` tests all again. `--ignore-static` leaves out what is computed while files load, each of which takes a process of its own.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { describeResults, tellResults } from './tell-results.mjs';

const allFolders = [
  'elements/containers',
  'elements/events',
  'elements/gateways',
  'elements/tasks',
  'elements/registry.ts',
  'event-definitions',
  'expressions/builtins',
  'expressions/compile',
  'expressions/operations',
  'expressions/syntax',
  'expressions/temporal',
  'expressions',
  'dmn/boxed',
  'dmn/parser',
  'dmn/tables',
  'dmn',
];

/** Folders that stand in the list by themselves are left to it. */
function sourcesOf(folder) {
  if (folder.endsWith('.ts')) return [`engine/${folder}`];
  const inner = allFolders.filter((other) => other.startsWith(`${folder}/`));
  return [`engine/${folder}/**/*.ts`, ...inner.map((other) => `!engine/${other}/**/*.ts`)];
}
const artifacts = 'test-artifacts/mutation';

process.chdir(fileURLToPath(new URL('../../', import.meta.url)));
// It takes all of a processor for minutes: everything else comes first.
setPriority(19);

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    force: { type: 'boolean', default: false },
    'ignore-static': { type: 'boolean', default: false },
    concurrency: { type: 'string', default: '1' },
  },
});
const unknown = positionals.filter((folder) => !allFolders.includes(folder));
if (unknown.length > 0) {
  console.error(`Expected folders of ${allFolders.join(', ')} but got ${unknown.join(', ')}`);
  process.exit(2);
}

function optionsFor(folder) {
  const name = folder.replace('.ts', '').replaceAll('/', '-');
  return {
    mutate: sourcesOf(folder),
    ignorePatterns: [
      '/*',
      '!/engine',
      '!/test',
      '/test/*',
      '!/test/conformance',
      '!/test/engine',
      '!/test/support',
      ...(folder.startsWith('dmn') ? ['!/test/dmn', '!/test/dmn-tck'] : []),
      '/test/engine/{forms,javascript,tailoring,properties}',
      '*.int.test.ts',
      '*.e2e.test.ts',
    ],
    tempDirName: `${artifacts}/sandbox`,
    symlinkNodeModules: false,
    buildCommand: `node ${fileURLToPath(new URL('build-sandbox.mjs', import.meta.url))}`,
    plugins: [fileURLToPath(new URL('in-process-runner.mjs', import.meta.url))],
    testRunner: 'in-process',
    coverageAnalysis: 'perTest',
    concurrency: Number(flags.concurrency),
    ignoreStatic: flags['ignore-static'],
    // Endless loops that pass a mutant are found by counting; the others have to wait that long.
    timeoutMS: 20_000,
    dryRunTimeoutMinutes: 15,
    incremental: true,
    incrementalFile: `${artifacts}/${name}.json`,
    force: flags.force,
    reporters: ['progress-append-only'],
    logLevel: 'warn',
  };
}

mkdirSync(artifacts, { recursive: true });
for (const folder of positionals.length > 0 ? positionals : allFolders) {
  const startedAt = performance.now();
  // The processes that run the tests look at it.
  process.env.MUTATED_FOLDER = folder;
  const results = await new Stryker(optionsFor(folder)).runMutationTest();
  const seconds = (performance.now() - startedAt) / 1000;
  const survivors = `${artifacts}/${folder.replace('.ts', '').replaceAll('/', '-')}.txt`;
  writeFileSync(survivors, describeResults(results));
  console.log(tellResults(folder, results, seconds));
  console.log(`  survivors: ${survivors}`);
}
