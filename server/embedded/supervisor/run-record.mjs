import { readFile, rename, rm, writeFile } from 'node:fs/promises';

/** @typedef {import('../processes/process-identity.mjs').ProcessIdentity} ProcessIdentity */
/** @typedef {ProcessIdentity & { name: string, port?: number }} RecordedChild */

/**
 * Which children run, in the order in which they were started: what a later start finds after this process was
 * killed.
 * @param {string} file
 */
export function createRunRecord(file) {
  /** @type {Map<string, RecordedChild>} */
  const children = new Map();
  let writing = Promise.resolve();

  function save() {
    const text = `${JSON.stringify({ version: 1, children: [...children.values()] }, null, 2)}\n`;
    writing = writing.catch(() => undefined).then(() => replaceFile(file, text));
    return writing;
  }

  return {
    /** @param {RecordedChild} child */
    async note(child) {
      children.set(child.name, child);
      await save();
    },
    /** @param {string} name */
    async forget(name) {
      if (children.delete(name)) await save();
    },
    async remove() {
      await writing.catch(() => undefined);
      await rm(file, { force: true });
    },
  };
}

/**
 * @param {string} file
 * @returns {Promise<RecordedChild[]>}
 */
export async function readRunRecord(file) {
  try {
    const record = JSON.parse(await readFile(file, 'utf8'));
    return Array.isArray(record.children) ? record.children.filter(isRecordedChild) : [];
  } catch {
    return [];
  }
}

/**
 * @param {unknown} value
 * @returns {value is RecordedChild}
 */
function isRecordedChild(value) {
  if (typeof value !== 'object' || value === null) return false;
  const { name, pid, startTime, executable } = /** @type {Record<string, unknown>} */ (value);
  return (
    typeof name === 'string' &&
    typeof pid === 'number' &&
    typeof startTime === 'string' &&
    typeof executable === 'string'
  );
}

/**
 * @param {string} file
 * @param {string} text
 */
async function replaceFile(file, text) {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}
