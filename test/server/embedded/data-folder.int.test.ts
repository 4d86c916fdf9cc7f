import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataFolderInUseError, DataVersionError } from '../../../server/embedded/errors.mjs';
import {
  claimDataFolder,
  noteWriter,
  resolveVersionFolder,
  type DataVersion,
} from '../../../server/embedded/supervisor/data-folder.mjs';

const mongodb = (version: string): DataVersion => ({
  server: 'mongodb',
  version,
  significant: 1,
  executable: '/bin/mongod',
});

describe('the data folder', () => {
  let dataFolder: string;

  beforeEach(async () => {
    dataFolder = await mkdtemp(path.join(tmpdir(), 'lemniscate-data-'));
  });

  afterEach(async () => {
    await rm(dataFolder, { recursive: true, force: true });
  });

  it('has a folder for the major version of a server, used again by the same one', async () => {
    // given
    const first = await resolveVersionFolder(dataFolder, mongodb('6.0.5'));
    await noteWriter(first, '6.0.5');

    // when
    const second = await resolveVersionFolder(dataFolder, mongodb('6.0.20'));

    // then
    expect(second).toBe(first);
    expect(path.relative(dataFolder, first)).toBe('mongodb/6');
  });

  it('is refused, untouched, if a newer server wrote it', async () => {
    // given
    await mkdir(path.join(dataFolder, 'mongodb', '10'), { recursive: true });

    // when
    const attempt = resolveVersionFolder(dataFolder, mongodb('6.0.5'));

    // then
    await expect(attempt).rejects.toThrow(DataVersionError);
    await expect(attempt).rejects.toThrow(/was written by 10, which is newer than '\/bin\/mongod'/);
    expect(await readdir(path.join(dataFolder, 'mongodb'))).toEqual(['10']);
  });

  it('is refused if the note in the folder names a newer server than its name does', async () => {
    // given
    const folder = await resolveVersionFolder(dataFolder, mongodb('6.0.5'));
    await noteWriter(folder, '6.3.0');

    // when
    const attempt = resolveVersionFolder(dataFolder, mongodb('6.0.5'));

    // then
    await expect(attempt).rejects.toThrow('was written by 6.3.0');
  });

  it('is refused rather than started anew beside the data of an older server', async () => {
    // given
    await mkdir(path.join(dataFolder, 'mongodb', '6'), { recursive: true });

    // when
    const attempt = resolveVersionFolder(dataFolder, mongodb('7.0.1'));

    // then
    await expect(attempt).rejects.toThrow(/holds only data of version 6. They stay untouched/);
  });

  it('belongs to one process until that releases it', async () => {
    // given
    const claim = await claimDataFolder(dataFolder);
    await writeFile(path.join(dataFolder, 'ports.json'), '{}');

    // when
    const second = claimDataFolder(dataFolder);

    // then
    await expect(second).rejects.toThrow(DataFolderInUseError);
    await expect(second).rejects.toThrow(`process ${process.pid} is using it`);
    await claim.release();
    await (await claimDataFolder(dataFolder)).release();
  });
});
