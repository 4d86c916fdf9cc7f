import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFailure } from '../describe-failure.mjs';
import { EmbeddedError } from '../errors.mjs';
import { projectFolder } from './project-folder.mjs';

/**
 * Runs a launch script to its end: a failure becomes a message a person can act on, and exit code 1.
 * @param {() => Promise<number>} main returns the exit code
 */
export async function runScript(main) {
  surviveLostOutput();
  try {
    requireNodeVersion();
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`\n${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}

/** The terminal or the pipe that reads the output may go away; what is running goes on, and ends in order. */
function surviveLostOutput() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

function requireNodeVersion() {
  const { engines } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
  const required = String(engines.node).replace(/[^\d.]/g, '');
  if (compareNumbers(process.versions.node, required) >= 0) return;
  throw new EmbeddedError(
    'NODE_TOO_OLD',
    `Expected Node.js ${required} or later, but this is ${process.versions.node}. Install a newer one from https://nodejs.org.`,
  );
}

/**
 * @param {string} left
 * @param {string} right
 */
function compareNumbers(left, right) {
  return left.localeCompare(right, 'en', { numeric: true });
}
