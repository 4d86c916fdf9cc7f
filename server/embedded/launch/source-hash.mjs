import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A hash over names and contents of files and of everything in folders.
 * @param {string} root
 * @param {string[]} entries names relative to the root; one that doesn't exist counts as empty
 * @returns {Promise<string>}
 */
export async function hashSources(root, entries) {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(entries.map((entry) => listFiles(root, entry))))
    .flat()
    .sort()) {
    hash
      .update(`${file}\0`)
      .update(await readFile(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} entry
 * @returns {Promise<string[]>}
 */
async function listFiles(root, entry) {
  const found = await stat(join(root, entry)).catch(() => undefined);
  if (!found) return [];
  if (found.isFile()) return [entry];
  const names = await readdir(join(root, entry), { recursive: true, withFileTypes: true });
  return names
    .filter((name) => name.isFile())
    .map((name) => join(name.parentPath, name.name).slice(root.length));
}
