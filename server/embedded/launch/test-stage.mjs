import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {'unit' | 'int' | 'e2e'} TestStage */
/** @typedef {{ passed: number, failed: number }} Tally */

/** A stage that takes longer hangs. */
const stageTimeoutMs = 30 * 60_000;

/** Tests of servers wait more than they work; each browser test keeps a product of its own busy. */
const workersOf = { unit: 2, int: 3, e2e: 2 };

/**
 * Runs the tests of one stage with their output on the terminal, and counts them.
 * @param {string} projectFolder
 * @param {TestStage} stage
 * @param {string[]} patterns parts of file names, to run only those
 * @returns {Promise<Tally>}
 */
export async function runTestStage(projectFolder, stage, patterns) {
  const folder = await mkdtemp(join(tmpdir(), 'lemniscate-test-report-'));
  const report = join(folder, 'report.json');
  try {
    // Without the last flag, a connection that a test left open would hold up the whole run at its end.
    const flags = ['--selectProjects', stage, '--json', '--outputFile', report, '--forceExit'];
    const workers = ['--maxWorkers', String(workersOf[stage])];
    const isSuccessful = await runJest(projectFolder, [...patterns, ...flags, ...workers]);
    return readTally(await readFile(report, 'utf8').catch(() => undefined), isSuccessful);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Counts what Jest reports. A test file that couldn't be run, and a run that ended without a report, count as a
 * failure: silence is no success.
 * @param {string | undefined} report
 * @param {boolean} isSuccessful
 * @returns {Tally}
 */
export function readTally(report, isSuccessful) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(report);
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: failed === 0 && !isSuccessful ? 1 : failed };
}

/**
 * @param {string} projectFolder
 * @param {string[]} jestArguments
 * @returns {Promise<boolean>}
 */
function runJest(projectFolder, jestArguments) {
  const jest = join(projectFolder, 'node_modules', 'jest', 'bin', 'jest.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [jest, ...jestArguments], {
      cwd: projectFolder,
      // The report goes to the file as well; what Jest would print of it is left out.
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: stageTimeoutMs,
      killSignal: 'SIGTERM',
    });
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode === 0));
  });
}
