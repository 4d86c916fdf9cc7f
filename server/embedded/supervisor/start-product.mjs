import { join } from 'node:path';
import { isPortTaken } from '../errors.mjs';
import { createMongoPlan, mongoUri } from '../servers/mongo-plan.mjs';
import { createTemporalPlan, temporalNamespace } from '../servers/temporal-plan.mjs';
import { obtainExecutable } from '../sources/obtain-executable.mjs';
import { mongodWanted, temporalWanted } from '../sources/server-executables.mjs';
import { noteWriter, resolveVersionFolder } from './data-folder.mjs';
import { requireReplicaSet, requireTemporal } from './external-servers.mjs';
import { readMongodVersion, readTemporalVersion } from './server-version.mjs';

/**
 * @typedef {object} ProductContext
 * @property {string} projectFolder
 * @property {string} dataFolder
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} isDemo
 * @property {import('./remembered-ports.mjs').ProductPorts} ports
 * @property {{ port: number, choosePortAgain: () => Promise<number> }} http
 * @property {ReturnType<typeof import('./supervisor.mjs').createSupervisor>} supervisor
 * @property {(line: string) => void} say
 */

/** @typedef {{ url: string, temporalUiUrl: string | undefined }} ProductUrls */

/** The first start of the server fills the store; on a slow machine that takes its time. */
const serverReadyTimeoutMs = 180_000;

/**
 * Starts the two data servers, then the two processes of the product on top of them.
 * @param {ProductContext} context
 * @returns {Promise<ProductUrls>}
 */
export async function startProduct(context) {
  await requireExternalServers(context.env);
  const [mongo, temporal] = await allDone(startMongo(context), startTemporal(context));
  const env = { ...context.env, ...productEnvironment(context), ...mongo, ...temporal };
  const [url] = await allDone(startServer(context, env), startWorker(context, env));
  return { url, temporalUiUrl: env['TEMPORAL_UI_URL'] };
}

/**
 * Another program may take the port between its choice and its use; then another port is chosen, unless it was
 * this one that was asked for.
 * @param {ProductContext} context
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 */
async function startServer(context, env) {
  const { port, choosePortAgain } = context.http;
  for (let current = port; ; current = await choosePortAgain()) {
    const url = `http://127.0.0.1:${current}`;
    const plan = planProcess(context, 'server', 'main.js', { ...env, PORT: String(current) });
    try {
      await context.supervisor.start({
        ...plan,
        prepare: ({ pid }) => isReady(url, pid),
        port: current,
        readyTimeoutMs: serverReadyTimeoutMs,
      });
      return url;
    } catch (error) {
      if (!isPortTaken(error)) throw error;
    }
  }
}

/**
 * @param {ProductContext} context
 * @param {NodeJS.ProcessEnv} env
 */
async function startWorker(context, env) {
  const plan = planProcess(context, 'worker', 'worker.js', env);
  await context.supervisor.start({ ...plan, prepare: async () => true });
}

/**
 * Waits for both, also when one fails: nothing is still being started when the failure is reported.
 * @template First, Second
 * @param {Promise<First>} first
 * @param {Promise<Second>} second
 * @returns {Promise<[First, Second]>}
 */
async function allDone(first, second) {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

/** @param {NodeJS.ProcessEnv} env */
async function requireExternalServers(env) {
  if (env['MONGODB_URI']) await requireReplicaSet(env['MONGODB_URI']);
  if (env['TEMPORAL_ADDRESS']) await requireTemporal(env['TEMPORAL_ADDRESS']);
}

/**
 * @param {ProductContext} context
 * @returns {Promise<{ MONGODB_URI: string }>}
 */
async function startMongo({ env, dataFolder, ports, supervisor, say }) {
  if (env['MONGODB_URI']) return { MONGODB_URI: env['MONGODB_URI'] };
  const { path: executable } = await obtainExecutable(
    mongodWanted({ env, report: sayIndented(say) }),
  );
  const found = await readMongodVersion(executable);
  const versionFolder = await resolveVersionFolder(dataFolder, found);
  const plan = createMongoPlan({
    executable,
    port: ports.mongodb,
    dataFolder: join(versionFolder, 'data'),
    logFile: join(dataFolder, 'logs', 'mongod.log'),
  });
  await supervisor.start({ ...plan, port: ports.mongodb });
  await noteWriter(versionFolder, found.version);
  say(`  MongoDB ${found.version} is ready.`);
  return { MONGODB_URI: mongoUri(ports.mongodb) };
}

/**
 * @param {ProductContext} context
 * @returns {Promise<{ TEMPORAL_ADDRESS: string, TEMPORAL_UI_URL?: string }>}
 */
async function startTemporal({ env, dataFolder, ports, supervisor, say }) {
  if (env['TEMPORAL_ADDRESS']) return { TEMPORAL_ADDRESS: env['TEMPORAL_ADDRESS'] };
  const { path: executable } = await obtainExecutable(
    temporalWanted({ env, report: sayIndented(say) }),
  );
  const found = await readTemporalVersion(executable);
  const versionFolder = await resolveVersionFolder(dataFolder, found);
  const plan = createTemporalPlan({
    executable,
    ports: ports.temporal,
    databaseFile: join(versionFolder, 'temporal.sqlite'),
    logFile: join(dataFolder, 'logs', 'temporal.log'),
  });
  await supervisor.start({ ...plan, port: ports.temporal.grpc });
  await noteWriter(versionFolder, found.version);
  say(`  Temporal ${found.version} is ready.`);
  return {
    TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal.grpc}`,
    TEMPORAL_UI_URL: `http://127.0.0.1:${ports.temporal.ui}`,
  };
}

/**
 * @param {ProductContext} context
 * @returns {Record<string, string>}
 */
function productEnvironment({ env, dataFolder, isDemo }) {
  return {
    NODE_ENV: env['NODE_ENV'] ?? 'production',
    TEMPORAL_NAMESPACE: env['TEMPORAL_NAMESPACE'] ?? temporalNamespace,
    LEMNISCATE_DATA_DIR: dataFolder,
    LEMNISCATE_DEMO: isDemo ? '1' : '0',
  };
}

/**
 * @param {ProductContext} context
 * @param {string} name
 * @param {string} entry
 * @param {NodeJS.ProcessEnv} env
 */
function planProcess({ projectFolder, dataFolder }, name, entry, env) {
  return {
    child: {
      name,
      executable: process.execPath,
      commandArguments: ['--enable-source-maps', join(projectFolder, 'dist', 'server', entry)],
      logFile: join(dataFolder, 'logs', `${name}.log`),
      cwd: projectFolder,
      env,
    },
  };
}

/**
 * The answer names the process that gives it: another program may listen where this one should.
 * @param {string} url
 * @param {number} pid
 */
async function isReady(url, pid) {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(3000) });
  return response.ok && JSON.parse(await response.text()).pid === pid;
}

/** @param {(line: string) => void} say */
function sayIndented(say) {
  /** @param {string} message */
  return (message) => say(`  ${message}`);
}
