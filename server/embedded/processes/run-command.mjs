import { spawn } from 'node:child_process';
import { CommandFailedError } from '../errors.mjs';

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onLine?: (line: string) => void }} RunOptions */

/**
 * Runs a command without a shell and without input, and returns what it printed.
 * @param {string} executable
 * @param {string[]} commandArguments
 * @param {RunOptions} [options]
 * @returns {Promise<string>}
 */
export function runCommand(executable, commandArguments, options = {}) {
  const { cwd, env, timeoutMs = 0, onLine } = options;
  const command = [executable, ...commandArguments].join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn(executable, commandArguments, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
    });
    let output = '';
    let unfinishedLine = '';
    /** @param {Buffer} chunk */
    const collect = (chunk) => {
      output += chunk.toString();
      if (!onLine) return;
      const lines = (unfinishedLine + chunk.toString()).split('\n');
      unfinishedLine = lines.pop() ?? '';
      lines.filter((line) => line.trim() !== '').forEach(onLine);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) =>
      reject(new CommandFailedError(command, `could not be run (${error.message})`)),
    );
    child.on('close', (exitCode, signal) => {
      if (exitCode === 0) resolve(output);
      else
        reject(
          new CommandFailedError(command, describeEnd(exitCode, signal), lastLines(output, 60)),
        );
    });
  });
}

/**
 * @param {number | null} exitCode
 * @param {NodeJS.Signals | null} signal
 */
export function describeEnd(exitCode, signal) {
  return signal ? `was ended by ${signal}` : `ended with exit code ${exitCode}`;
}

/**
 * @param {string} text
 * @param {number} [count]
 */
export function lastLines(text, count = 15) {
  return text.trim().split('\n').slice(-count).join('\n');
}
