import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { SourceUnavailableError } from '../errors.mjs';
import { withFileLock } from './file-lock.mjs';

/**
 * A place in the cache: one tool, one origin, one version. The origin is part of the name so that a newer
 * release of this program, with other pins, never picks up what an older one left.
 * @typedef {{ tool: string, entry: string }} CacheKey
 */

/** @typedef {{ executable: string, sha256: string, size: number }} Manifest */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function resolveCacheFolder(env) {
  if (env['LEMNISCATE_CACHE']) return env['LEMNISCATE_CACHE'];
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'lemniscate');
  return join(homedir(), '.cache', 'lemniscate');
}

/**
 * Returns the cached executable after comparing its checksum with the one noted when it was stored.
 * @param {string} cacheFolder
 * @param {CacheKey} key
 */
export async function readCached(cacheFolder, key) {
  const folder = join(cacheFolder, key.tool, key.entry);
  const manifest = await readManifest(folder);
  if (!manifest) throw new SourceUnavailableError(`nothing under '${folder}'`);
  const executable = join(folder, manifest.executable);
  const found = await hashFile(executable).catch(() => undefined);
  if (found !== manifest.sha256) {
    throw new SourceUnavailableError(
      `'${executable}' is not what was stored there (checksum differs)`,
    );
  }
  return executable;
}

/**
 * Fills a place of the cache once: under a lock, in a folder beside it, moved into place when complete. `fill`
 * gets that folder and returns the path of the executable in it, relative to the folder, after trying it out.
 * @param {string} cacheFolder
 * @param {CacheKey} key
 * @param {(stagingFolder: string) => Promise<string>} fill
 */
export async function storeInCache(cacheFolder, key, fill) {
  const toolFolder = join(cacheFolder, key.tool);
  const target = join(toolFolder, key.entry);
  await mkdir(toolFolder, { recursive: true });
  return withFileLock(`${target}.lock`, async () => {
    const present = await readCached(cacheFolder, key).catch(() => undefined);
    if (present) return present;
    const staging = await mkdtemp(`${target}.staging-`);
    try {
      const executable = await fill(staging);
      await writeManifest(staging, executable);
      await rm(target, { recursive: true, force: true });
      await rename(staging, target);
      return join(target, executable);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  });
}

/**
 * @param {string} folder
 * @param {string} executable
 */
async function writeManifest(folder, executable) {
  const path = join(folder, executable);
  const { size } = await stat(path);
  const manifest = { executable, sha256: await hashFile(path), size };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * @param {string} folder
 * @returns {Promise<Manifest | undefined>}
 */
async function readManifest(folder) {
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    return typeof manifest.executable === 'string' && typeof manifest.sha256 === 'string'
      ? manifest
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @returns {Promise<string>}
 */
export async function hashFile(path) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}
