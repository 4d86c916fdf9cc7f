import { ExecutableNotObtainedError, SourceUnavailableError } from '../errors.mjs';

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

/** @param {unknown} error */
function describeReason(error) {
  if (error instanceof SourceUnavailableError) return error.message;
  return error instanceof Error ? firstLines(error.message) : String(error);
}

/** @param {string} text */
function firstLines(text) {
  return text.trim().split('\n').slice(0, 3).join(' ');
}
