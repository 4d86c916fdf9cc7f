import { SourceUnavailableError } from '../errors.mjs';
import { runCommand } from '../processes/run-command.mjs';
import {
  createSearchPathSource,
  createVariableSource,
  findOnSearchPath,
} from './local-sources.mjs';
import { obtainExecutable } from './obtain-executable.mjs';

/** @typedef {import('./obtain-executable.mjs').Source} Source */
/** @typedef {import('./obtain-executable.mjs').Wanted} Wanted */
/** @typedef {import('./server-executables.mjs').SourcePorts} SourcePorts */

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * @param {SourcePorts} ports
 * @returns {Wanted}
 */
export function chromiumWanted({ env, report }) {
  return {
    title: 'Chromium for the end-to-end tests',
    sources: [
      createVariableSource('LEMNISCATE_TEST_CHROMIUM', env, verifyBrowser),
      createVariableSource('CHROMIUM_PATH', env, verifyBrowser),
      createSearchPathSource(names, env, verifyBrowser),
      createPlaywrightCacheSource(),
      createPackageManagerSource({ env, report }),
      createPlaywrightDownloadSource(report),
    ],
    fix: 'install Chromium (on Debian or Ubuntu: sudo apt-get install -y chromium), or set CHROMIUM_PATH to one',
  };
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {(message: string) => void} [report]
 * @returns {Promise<string>} the path of a browser that was seen to work
 */
export async function findChromium(env = process.env, report = () => undefined) {
  return (await obtainExecutable(chromiumWanted({ env, report }), report)).path;
}

/** @param {string} path */
async function verifyBrowser(path) {
  const output = await runCommand(path, ['--version', '--no-sandbox'], { timeoutMs: 30_000 });
  if (!/Chrom(e|ium)/i.test(output)) {
    throw new SourceUnavailableError(`'${path}' is not a Chromium`);
  }
}

/**
 * Debian's package manager, if this process may use it without asking for a password.
 * @param {SourcePorts & { isRoot?: boolean, run?: typeof runCommand }} ports
 * @returns {Source}
 */
export function createPackageManagerSource({
  env,
  report,
  isRoot = process.getuid?.() === 0,
  run = runCommand,
}) {
  return {
    name: 'the package manager (apt-get)',
    async obtain() {
      const aptGet = findOnSearchPath(['apt-get'], env);
      if (!aptGet) throw new SourceUnavailableError('there is no apt-get');
      if (!isRoot) throw new SourceUnavailableError('it needs the rights of root');
      report('installing Chromium with apt-get');
      const options = { timeoutMs: 600_000, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
      await run(aptGet, ['update', '-q'], options);
      await run(aptGet, ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
      const path = findOnSearchPath(names, env);
      if (!path) throw new SourceUnavailableError('the package left no browser on PATH');
      await verifyBrowser(path);
      return path;
    },
  };
}

/** @returns {Source} */
function createPlaywrightCacheSource() {
  return {
    name: 'a browser downloaded by Playwright before',
    async obtain() {
      const path = await playwrightBrowserPath();
      await verifyBrowser(path).catch(() => {
        throw new SourceUnavailableError(`none at '${path}'`);
      });
      return path;
    },
  };
}

/**
 * @param {(message: string) => void} report
 * @returns {Source}
 */
function createPlaywrightDownloadSource(report) {
  return {
    name: "Playwright's download",
    async obtain() {
      const path = await playwrightBrowserPath();
      report('downloading Chromium with Playwright');
      await runCommand('npx', ['playwright-core', 'install', 'chromium'], { timeoutMs: 600_000 });
      await verifyBrowser(path);
      return path;
    },
  };
}

async function playwrightBrowserPath() {
  const playwright = await import('playwright-core').catch(() => undefined);
  if (!playwright) throw new SourceUnavailableError('the dependencies are not installed yet');
  return playwright.chromium.executablePath();
}
