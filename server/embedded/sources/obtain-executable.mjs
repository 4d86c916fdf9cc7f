import { CommandFailedError, ExecutableNotObtainedError } from '../errors.mjs';

/**
 * One way of obtaining an executable. `obtain` returns the path of an executable that was seen to work, or
 * throws `SourceUnavailableError` with the reason why this way doesn't lead there.
 * @typedef {{ name: string, obtain: () => Promise<string> }} Source
 */

/**
 * What is wanted: the ways in order of preference, and the one command that would help if all fail.
 * @typedef {{ title: string, sources: Source[], fix: string }} Wanted
 */

/** @typedef {{ path: string, source: string, attempts: { source: string, reason: string }[] }} Obtained */

/**
 * Tries the sources in order and returns the first executable. Any other failure than
 * `SourceUnavailableError` (a full disk, a bug) also moves on, so that one broken way never hides a good one.
 * @param {Wanted} wanted
 * @param {(message: string) => void} [report]
 * @returns {Promise<Obtained>}
 */
export async function obtainExecutable(wanted, report = () => undefined) {
  /** @type {Obtained['attempts']} */
  const attempts = [];
  for (const source of wanted.sources) {
    try {
      const path = await source.obtain();
      report(`${wanted.title}: ${source.name} (${path})`);
      return { path, source: source.name, attempts };
    } catch (error) {
      attempts.push({ source: source.name, reason: describeReason(error) });
    }
  }
  throw new ExecutableNotObtainedError(wanted.title, attempts, wanted.fix);
}

/** Longer reasons repeat themselves. */
const longestReason = 300;

/** @param {unknown} error */
function describeReason(error) {
  const text = error instanceof Error ? error.message : String(error);
  const complaint = error instanceof CommandFailedError ? findComplaint(error.output) : '';
  const reason = `${text.split('\n')[0]} ${complaint}`.trim();
  return reason.length > longestReason ? `${reason.slice(0, longestReason)}…` : reason;
}

/** @param {string} output */
function findComplaint(output) {
  const lines = output.trim().split('\n');
  return (lines.filter((line) => /error/i.test(line)).at(-1) ?? lines.at(-1) ?? '').trim();
}
