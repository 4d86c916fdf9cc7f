import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { claimDataFolder } from './data-folder.mjs';
import { chooseProductPorts } from './remembered-ports.mjs';
import { startProduct } from './start-product.mjs';
import { stopLeftovers } from './stop-leftovers.mjs';
import { listenForStop } from './stop-request.mjs';
import { createSupervisor } from './supervisor.mjs';

/** Whoever uses another goes before it. */
const stopOrder = ['server', 'worker', 'temporal', 'mongod'];

/**
 * @typedef {object} RunOptions
 * @property {string} projectFolder
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} isDemo
 * @property {import('../launch/progress.mjs').Progress} progress
 * @property {(urls: import('./start-product.mjs').ProductUrls, dataFolder: string) => Promise<void>} onReady
 */

/**
 * Runs the product with its embedded servers until somebody asks it to stop.
 * @param {RunOptions} options
 */
export async function runProduct({ projectFolder, env, isDemo, progress, onReady }) {
  const dataFolder = resolve(projectFolder, env['LEMNISCATE_DATA_DIR'] ?? '.lemniscate');
  const { say } = progress;
  const claim = await claimDataFolder(dataFolder);
  const recordFile = join(dataFolder, 'run.json');
  const supervisor = createSupervisor({ recordFile, stopOrder, say });
  const stopRequest = listenForStop(say, supervisor.forceStop);
  /** @type {Promise<unknown>} */
  let starting = Promise.resolve();
  try {
    await mkdir(join(dataFolder, 'logs'), { recursive: true });
    await stopLeftovers(recordFile, stopOrder, say);
    const { ports, chooseHttpAgain } = await chooseProductPorts(
      join(dataFolder, 'ports.json'),
      env['PORT'],
    );
    const http = { port: ports.http, choosePortAgain: chooseHttpAgain };
    const context = { projectFolder, dataFolder, env, isDemo, ports, http, supervisor, say };
    const started = progress.step('Starting', () => startProduct(context));
    starting = started.catch(() => undefined);
    const urls = await Promise.race([started, stopRequest.requested]);
    if (urls) await onReady(urls, dataFolder);
    await stopRequest.requested;
  } finally {
    await supervisor.stop();
    await starting;
    await claim.release();
    stopRequest.dispose();
  }
}
