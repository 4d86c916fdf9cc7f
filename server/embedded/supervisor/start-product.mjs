import { join } from 'node:path';
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
  const url = `http://127.0.0.1:${context.ports.http}`;
  await allDone(
    context.supervisor.start(planProcess(context, 'worker', 'worker.js', env, async () => true)),
    context.supervisor.start({
      ...planProcess(context, 'server', 'main.js', env, () => isReady(url)),
      port: context.ports.http,
      readyTimeoutMs: serverReadyTimeoutMs,
    }),
  );
  return { url, temporalUiUrl: env['TEMPORAL_UI_URL'] };
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
function productEnvironment({ env, ports, dataFolder, isDemo }) {
  return {
    NODE_ENV: env['NODE_ENV'] ?? 'production',
    PORT: String(ports.http),
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
 * @param {() => Promise<boolean>} prepare
 */
function planProcess({ projectFolder, dataFolder }, name, entry, env, prepare) {
  return {
    child: {
      name,
      executable: process.execPath,
      commandArguments: ['--enable-source-maps', join(projectFolder, 'dist', 'server', entry)],
      logFile: join(dataFolder, 'logs', `${name}.log`),
      cwd: projectFolder,
      env,
    },
    prepare,
  };
}

/** @param {string} url */
async function isReady(url) {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(3000) });
  return response.ok;
}

/** @param {(line: string) => void} say */
function sayIndented(say) {
  /** @param {string} message */
  return (message) => say(`  ${message}`);
}
