import { EmbeddedError } from './errors.mjs';

/** What the file system, MongoDB, SQLite and pip say when the disk is full. */
const diskFull = /ENOSPC|No space left on device|database or disk is full|not enough space/i;

/**
 * @param {unknown} error
 * @returns {string} what a person at the terminal should read
 */
export function describeFailure(error) {
  if (!(error instanceof Error)) return String(error);
  const text = error instanceof EmbeddedError ? error.message : (error.stack ?? error.message);
  return isDiskFull(text) || isDiskFull(String(Reflect.get(error, 'code')))
    ? `The disk is full. Make room and start again: what was confirmed to anybody is safely on disk.\n${error.message}`
    : text;
}

/** @param {string} text */
export function isDiskFull(text) {
  return diskFull.test(text);
}
