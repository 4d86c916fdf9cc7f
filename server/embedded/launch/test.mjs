import { parseArgs } from 'node:util';
import { describeFailure } from '../describe-failure.mjs';
import { EmbeddedError } from '../errors.mjs';
import { runCommand } from '../processes/run-command.mjs';
import { ensureBuilt, ensureTestsCompiled } from './build-product.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { createProgress, formatDuration } from './progress.mjs';
import { projectFolder } from './project-folder.mjs';
import { runScript } from './run-script.mjs';
import { runTestStage } from './test-stage.mjs';

/** @typedef {import('./test-stage.mjs').TestStage} TestStage */
/** @typedef {import('./test-stage.mjs').Tally} Tally */

/** @type {TestStage[]} */
const allStages = ['unit', 'int', 'e2e'];

const progress = createProgress();

await runScript(async () => {
  const { values: flags, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, lint: { type: 'boolean', default: false } },
  });
  const stages = chooseStages(flags.only);
  const startedAt = Date.now();
  await ensureDependencies(projectFolder, progress);
  await ensureBuilt(projectFolder, progress);
  const tallies = [
    await countFailure(() => ensureTestsCompiled(projectFolder, progress)),
    ...(flags.lint ? [await runLint()] : []),
    ...(await runStages(stages, positionals)),
  ];
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  progress.say(`\nAll stages took ${formatDuration(startedAt)}.`);
  progress.say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

/**
 * @param {string | undefined} only
 * @returns {TestStage[]}
 */
function chooseStages(only) {
  const chosen = allStages.filter((stage) => only === undefined || only === stage);
  if (chosen.length > 0) return chosen;
  throw new EmbeddedError(
    'UNKNOWN_STAGE',
    `Expected --only ${allStages.join('|')} but got '${only}'.`,
  );
}

/** @returns {Promise<Tally>} */
async function runLint() {
  return countFailure(() =>
    progress.step('Checking style, imports and dead code', async () => {
      await runCommand('npm', ['run', 'lint', '--silent'], { cwd: projectFolder });
    }),
  );
}

/**
 * @param {TestStage[]} stages
 * @param {string[]} patterns
 * @returns {Promise<Tally[]>}
 */
async function runStages(stages, patterns) {
  /** @type {Tally[]} */
  const tallies = [];
  const stopServers = stages.some((stage) => stage !== 'unit') ? startServers() : undefined;
  stopServers?.catch(() => undefined);
  try {
    for (const stage of stages) {
      tallies.push(await countFailure(() => prepare(stage, stopServers)));
      if (tallies.at(-1)?.failed) continue;
      const run = () => runTestStage(projectFolder, stage, patterns);
      const tally = await progress.step(`Running the ${stage} tests`, run);
      progress.say(`  ${stage}: ${tally.passed} passed, ${tally.failed} failed`);
      tallies.push(tally);
    }
  } finally {
    await stopServers?.then((stop) => stop()).catch(() => undefined);
  }
  return tallies;
}

/** The servers start while the unit tests run; only the stages that use them wait for them. */
async function startServers() {
  const { startSharedServers } = await import('../servers/shared-servers.mjs');
  return startSharedServers(process.env, (message) => progress.say(`  ${message}`));
}

/**
 * @param {TestStage} stage
 * @param {Promise<unknown> | undefined} servers
 */
async function prepare(stage, servers) {
  if (stage === 'unit') return;
  await servers;
  if (stage === 'int') return;
  const { findChromium } = await import('../sources/browser-executable.mjs');
  process.env['LEMNISCATE_TEST_CHROMIUM'] = await findChromium(process.env, (line) =>
    progress.say(`  ${line}`),
  );
}

/**
 * Something that isn't a test but has to succeed; if it doesn't, the other stages still run.
 * @param {() => Promise<void>} work
 * @returns {Promise<Tally>}
 */
async function countFailure(work) {
  try {
    await work();
    return { passed: 0, failed: 0 };
  } catch (error) {
    progress.say(describeFailure(error));
    return { passed: 0, failed: 1 };
  }
}
