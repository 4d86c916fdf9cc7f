import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../processes/run-command.mjs';
import { withFileLock } from '../sources/file-lock.mjs';
import { hashSources } from './source-hash.mjs';

/** @typedef {import('./progress.mjs').Progress} Progress */

/**
 * One stage of the build; it is left out while its inputs are what they were when it last succeeded.
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} title
 * @property {string[]} inputs
 * @property {string} output a file that exists after the stage
 * @property {string[]} command arguments for Node.js
 */

const settings = ['tsconfig.base.json', 'tsconfig.json', 'package-lock.json'];
const productFolders = ['engine', 'workflows', 'definitions', 'server', 'designer'];
const compiler = ['node_modules/typescript/bin/tsc', '--build', '--pretty', 'false'];

/** @type {Stage} */
const compileStage = {
  name: 'compile',
  title: 'Compiling',
  inputs: [...productFolders, ...settings],
  output: 'dist/server/main.js',
  command: [
    ...compiler,
    'engine',
    'engine/parser',
    'engine/foreign',
    'workflows',
    'definitions',
    'server',
    'designer',
  ],
};

/** The commands that need no server: a part of `compile`, in a fraction of its time. @type {Stage} */
const headlessStage = {
  name: 'compile-headless',
  title: 'Compiling',
  inputs: ['engine', 'server/cli/headless', ...settings],
  output: 'dist/server/cli/headless/headless.js',
  command: [...compiler, 'engine', 'engine/parser', 'engine/foreign', 'server/cli/headless'],
};

/** @type {Stage[]} */
const bundleStages = [
  {
    name: 'workflows',
    title: 'Bundling the workflows',
    inputs: ['engine', 'workflows', ...settings],
    output: 'dist/workflows/workflow-bundle.js',
    command: ['dist/workflows/build-bundle.js'],
  },
  {
    name: 'designer',
    title: 'Bundling the designer',
    inputs: ['engine', 'server/contract', 'designer', ...settings],
    output: 'dist/designer/index.html',
    command: [
      'node_modules/vite/bin/vite.js',
      'build',
      '--config',
      'designer/vite.config.ts',
      '--logLevel',
      'warn',
    ],
  },
];

/** @type {Stage} */
const testStage = {
  name: 'compile-tests',
  title: 'Compiling the tests',
  inputs: [...productFolders, 'test', 'bench', ...settings],
  output: 'dist/test/.tsbuildinfo',
  command: [...compiler, 'test', 'bench'],
};

/**
 * Builds what of the product has changed since the last build.
 * @param {string} projectFolder
 * @param {Progress} progress
 */
export async function ensureBuilt(projectFolder, progress) {
  await whileBuilding(projectFolder, async () => {
    await runStage(projectFolder, compileStage, progress);
    await Promise.all(bundleStages.map((stage) => runStage(projectFolder, stage, progress)));
  });
}

/**
 * Builds what `lemniscate run` and `lemniscate lint` need, if it has changed since the last build.
 * @param {string} projectFolder
 * @param {Progress} progress
 */
export async function ensureHeadlessBuilt(projectFolder, progress) {
  if (await isCurrent(projectFolder, headlessStage)) return;
  await whileBuilding(projectFolder, () => runStage(projectFolder, headlessStage, progress));
}

/**
 * Type-checks the tests against the product that was built.
 * @param {string} projectFolder
 * @param {Progress} progress
 */
export async function ensureTestsCompiled(projectFolder, progress) {
  await whileBuilding(projectFolder, () => runStage(projectFolder, testStage, progress));
}

/**
 * @param {string} projectFolder
 * @param {() => Promise<void>} work
 */
async function whileBuilding(projectFolder, work) {
  await mkdir(join(projectFolder, 'dist'), { recursive: true });
  await withFileLock(join(projectFolder, 'dist', '.build.lock'), work);
}

/**
 * @param {string} projectFolder
 * @param {Stage} stage
 * @param {Progress} progress
 */
async function runStage(projectFolder, stage, progress) {
  const stampFile = stampOf(projectFolder, stage);
  const hash = await hashSources(projectFolder, stage.inputs);
  if (await isCurrent(projectFolder, stage, hash)) return;
  await progress.step(stage.title, () =>
    runCommand(process.execPath, stage.command, { cwd: projectFolder, env: buildEnvironment() }),
  );
  await writeFile(stampFile, hash);
}

/**
 * Whether the stage has nothing to do.
 * @param {string} projectFolder
 * @param {Stage} stage
 * @param {string} [hash] of its inputs, if it is known already
 */
async function isCurrent(projectFolder, stage, hash) {
  if (!existsSync(join(projectFolder, stage.output))) return false;
  const stamp = await readFile(stampOf(projectFolder, stage), 'utf8').catch(() => '');
  return stamp === (hash ?? (await hashSources(projectFolder, stage.inputs)));
}

/**
 * @param {string} projectFolder
 * @param {Stage} stage
 */
function stampOf(projectFolder, stage) {
  return join(projectFolder, 'dist', `.${stage.name}.stamp`);
}

/** @returns {NodeJS.ProcessEnv} */
function buildEnvironment() {
  return { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' };
}
