import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFailure } from '../../../server/embedded/describe-failure.mjs';
import { EmbeddedError } from '../../../server/embedded/errors.mjs';
import {
  ensureDependencies,
  findDifference,
} from '../../../server/embedded/launch/dependencies.mjs';
import { createProgress } from '../../../server/embedded/launch/progress.mjs';
import { readTally } from '../../../server/embedded/launch/test-stage.mjs';
import { formatWelcome } from '../../../server/embedded/launch/welcome.mjs';
import { parseStat } from '../../../server/embedded/processes/process-identity.mjs';

const lockfile = (packages: Record<string, { version: string; optional?: boolean }>) => ({
  packages,
});
const report = (counts: Partial<Record<string, number>>) =>
  JSON.stringify({ numPassedTests: 5, numFailedTests: 0, numRuntimeErrorTestSuites: 0, ...counts });

describe('whether the dependencies have to be installed', () => {
  const wanted = lockfile({
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/only-elsewhere': { version: '2.0.0', optional: true },
  });

  it('is no if what is installed is what the lockfile says, apart from other platforms', () => {
    expect(
      findDifference(wanted, lockfile({ 'node_modules/a': { version: '1.0.0' } })),
    ).toBeUndefined();
  });

  it('is yes if nothing is installed, a package is missing, or it has another version', () => {
    expect(findDifference(wanted, undefined)).toBe('they are missing');
    expect(findDifference(wanted, lockfile({}))).toBe('node_modules/a is missing');
    expect(findDifference(wanted, lockfile({ 'node_modules/a': { version: '0.9.0' } }))).toBe(
      'node_modules/a is 0.9.0, should be 1.0.0',
    );
  });

  it('installs nothing through a link into another checkout', async () => {
    // given
    const folder = await mkdtemp(join(tmpdir(), 'lemniscate-dependencies-'));
    const lender = join(folder, 'lender');
    await mkdir(lender);
    await symlink(lender, join(folder, 'node_modules'), 'dir');
    await writeFile(join(lender, 'kept'), '');
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify(wanted));
    const progress = createProgress(() => undefined);

    // when
    const attempt = ensureDependencies(folder, progress);

    // then
    await expect(attempt).rejects.toThrow('they are missing');
    await expect(readdir(lender)).resolves.toEqual(['kept']);
    await rm(folder, { recursive: true });
  });
});

describe('the tally of a test stage', () => {
  it('counts what passed and what failed', () => {
    expect(readTally(report({ numFailedTests: 2 }), false)).toEqual({ passed: 5, failed: 2 });
  });

  it('counts a test file that could not be run as a failure', () => {
    expect(readTally(report({ numRuntimeErrorTestSuites: 1 }), false)).toEqual({
      passed: 5,
      failed: 1,
    });
  });

  it('counts a run without a report, or one that fails without a failed test, as a failure', () => {
    expect(readTally(undefined, true)).toEqual({ passed: 0, failed: 1 });
    expect(readTally(report({}), false)).toEqual({ passed: 5, failed: 1 });
  });
});

describe('what is printed', () => {
  it('names the addresses and the demo logins', () => {
    // given
    const urls = { url: 'http://127.0.0.1:8080', temporalUiUrl: 'http://127.0.0.1:8233' };
    const people = [
      { username: 'anna', password: 'secret', displayName: 'Anna', roles: ['agent'] },
    ];

    // when
    const text = formatWelcome(urls, '/data', people);

    // then
    expect(text).toMatch(/Application +http:\/\/127\.0\.0\.1:8080/);
    expect(text).toMatch(/Temporal UI +http:\/\/127\.0\.0\.1:8233/);
    expect(text).toMatch(/anna +secret +Anna +agent/);
  });

  it('is the message alone for what a person can mend', () => {
    expect(describeFailure(new EmbeddedError('PORT_IN_USE', 'the port is taken'))).toBe(
      'the port is taken',
    );
  });

  it('says that the disk is full whoever noticed it', () => {
    const byFileSystem = Object.assign(new TypeError('write failed'), { code: 'ENOSPC' });
    const byMongod = new EmbeddedError('CHILD_NOT_READY', 'mongod ended: No space left on device');
    expect(describeFailure(byFileSystem)).toMatch(/^The disk is full/);
    expect(describeFailure(byMongod)).toMatch(/^The disk is full/);
  });
});

describe('the identity of a process', () => {
  it('is read past a name that holds brackets and spaces', () => {
    // given
    const after = ['S', ...Array.from({ length: 18 }, (_, field) => String(field)), '273120', '0'];

    // when
    const parsed = parseStat(`42 (odd) name (x) ${after.join(' ')}`);

    // then
    expect(parsed).toEqual({ state: 'S', startTicks: '273120' });
  });
});
