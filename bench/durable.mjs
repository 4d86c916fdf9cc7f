/**
 * `npm run bench durable`: process instances on Temporal and MongoDB, by our interpreter and by workflows written by
 * hand for the same processes. Both write the same facts through the server's own recorder, in the same run.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync, mkdtempSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'server'], {
  cwd: root,
  stdio: 'inherit',
});

const { Client, Connection } = await import('@temporalio/client');
const { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } =
  await import('@temporalio/worker');
const { compileBpmn } = await import('../dist/engine/parser/index.js');
const { bundleWorkflows } = await import('../dist/workflows/bundle-workflows.js');
const { createDataConverter, createProcessWorker } =
  await import('../dist/workflows/create-worker.js');
const { createScriptRunner } = await import('../dist/workflows/javascript/script-runner.js');
const { createFactRecorder } = await import('../dist/server/features/facts/fact-recorder.js');
const { openStore } = await import('../dist/server/store/store.js');
const { createBlobStore } = await import('../dist/server/temporal/blob-store.js');
const { startEmbeddedMongo, startEmbeddedTemporal } =
  await import('../server/embedded/servers/start-servers.mjs');
const { shapes } = await import('./durable-shapes.mjs');
const { openDesk } = await import('./durable-desk.mjs');
const { headings, requirements, summarize } = await import('./durable-report.mjs');

const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
/** Instances of each round whose histories are counted: how many facts share a batch is a matter of luck. */
const sampled = 10;
/** All, or those named behind the command. */
const wanted = process.argv.slice(2);
const chosen = shapes.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const actor = { type: 'user', id: 'bench' };
const logger = new DefaultLogger('ERROR');
Runtime.install({ logger });

const folder = mkdtempSync(join(tmpdir(), 'lemniscate-bench-'));
const mongo = await startEmbeddedMongo({ dataDir: join(folder, 'mongo') });
const temporal = await startEmbeddedTemporal({ dataDir: join(folder, 'temporal') });
const uri = new URL(mongo.uri);
uri.pathname = '/bench';
const store = await openStore(uri.toString());
await store.ensureIndexes();
const now = () => new Date();
const blobs = createBlobStore(store, now);
const desk = openDesk();
const recorder = createFactRecorder({
  store,
  now,
  definitionName: async (key) => key,
  onRecorded: (identity, facts) => desk.see(identity, facts),
});
const programs = new Map();
const ports = {
  recordFacts: (batch) => recorder.recordFacts(batch),
  deriveDeadlines: () => Promise.reject(new Error('no clock in these processes')),
  resolveCalledProcess: async ({ caller }) => {
    const program = programs
      .get(caller.processDefinitionKey)
      .find(({ processId }) => processId === 'called');
    return {
      processDefinitionKey: caller.processDefinitionKey,
      processDefinitionVersion: 1,
      programHash: program.hash,
      program,
    };
  },
  publishMessage: async () => undefined,
  broadcastSignal: async () => undefined,
};
const work = async () => ({});

const connection = await Connection.connect({ address: temporal.address });
const nativeConnection = await NativeConnection.connect({ address: temporal.address });
const dataConverter = createDataConverter(blobs);
const client = new Client({ connection, dataConverter });

async function startWorkers() {
  const ours = await createProcessWorker({
    connection: nativeConnection,
    namespace: 'default',
    taskQueue: 'ours',
    ports,
    blobs,
    jobWorkers: { work },
    bundle: { code: await bundleWorkflows('.js', logger) },
  });
  const scripts = createScriptRunner();
  const workflowsPath = fileURLToPath(new URL('./durable-hand-written.mjs', import.meta.url));
  const byHand = await Worker.create({
    connection: nativeConnection,
    namespace: 'default',
    taskQueue: 'byHand',
    workflowBundle: await bundleWorkflowCode({ workflowsPath, logger }),
    activities: {
      work,
      'lemniscate.recordFacts': ports.recordFacts,
      'lemniscate.runScript': (request) => scripts.run(request),
    },
  });
  return [ours, byHand];
}

function identityOf(instanceId, shape) {
  return {
    organisationId: 'bench',
    instanceId,
    processId: 'main',
    processDefinitionKey: shape.name,
    processDefinitionVersion: 1,
    programHash: shape.name,
    mode: 'live',
    rootInstanceId: instanceId,
  };
}

const sides = {
  ours: (shape, instance) => ({
    type: 'main',
    args: [
      programs.get(shape.name).find(({ processId }) => processId === 'main'),
      { instance, begin: { type: 'start', variables: {}, zone: 'UTC', actor } },
    ],
  }),
  byHand: (shape, instance) => ({ type: shape.name, args: [instance] }),
};

/** Carries one instance through; whoever acts from outside does so as soon as the fact is stored. */
async function carryOut(side, shape, latencies) {
  const instanceId = randomUUID();
  const { type, args } = sides[side](shape, identityOf(instanceId, shape));
  if (shape.act) desk.open(instanceId);
  const handle = await client.workflow.start(type, {
    workflowId: instanceId,
    taskQueue: side,
    args,
  });
  await shape.act?.(worldOf(handle, latencies));
  await handle.result();
  desk.close(instanceId);
  return instanceId;
}

/** What can be done from outside to one instance. */
function worldOf(handle, latencies) {
  const update = (name, command) =>
    handle.executeUpdate(name, { args: [{ commandId: randomUUID(), ...command, actor }] });
  return {
    update,
    take: (type, fits = () => true) =>
      desk.take(handle.workflowId, (record) => record.type === type && fits(record)),
    async complete(taskId) {
      const startedAt = performance.now();
      await update('completeTask', { taskId, assignmentEpoch: 1, variables: {} });
      latencies.push(performance.now() - startedAt);
    },
    deliver: (subscriptionId) =>
      handle.signal('deliverMessage', { messageId: randomUUID(), subscriptionId, variables: {} }),
  };
}

async function measure(side, shape, instances) {
  const latencies = [];
  const ids = [];
  let left = instances;
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const lane = async () => {
    while (left-- > 0) ids.push(await carryOut(side, shape, latencies));
  };
  await Promise.all(Array.from({ length: shape.atOnce }, lane));
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { ids, latencies, seconds, cpuSeconds: (user + system) / 1e6, instances };
}

/** History events and facts of one instance and those it called, in the mean over these ids. */
async function costsOf(ids) {
  const fits = { $or: [{ _id: { $in: ids } }, { rootInstanceId: { $in: ids } }] };
  const identities = await store.instances.collection.find(fits).toArray();
  const told = { events: 0, bytes: 0 };
  for (const each of identities) {
    const { raw } = await client.workflow.getHandle(each._id).describe();
    told.events += Number(raw.workflowExecutionInfo.historyLength);
    told.bytes += Number(raw.workflowExecutionInfo.historySizeBytes);
  }
  const streamId = { $in: identities.map((each) => each._id) };
  const count = (filter) => store.facts.collection.countDocuments({ streamId, ...filter });
  const completed = await count({ type: 'elementCompleted' });
  return {
    events: told.events / ids.length,
    bytes: told.bytes / ids.length,
    facts: (await count({})) / ids.length,
    elements: completed / ids.length,
    eventsPerElement: told.events / completed,
  };
}

async function run() {
  const results = [];
  for (const shape of chosen) {
    programs.set(shape.name, (await compileBpmn(shape.xml)).programs);
    const measured = { ours: [], byHand: [] };
    for (const side of Object.keys(sides))
      await measure(side, shape, Math.ceil(shape.instances / 5));
    for (let round = 0; round < rounds; round += 1) {
      // Each goes first as often as the other, since the machine may be warmer or busier later on.
      const order = round % 2 === 0 ? ['ours', 'byHand'] : ['byHand', 'ours'];
      for (const side of order) measured[side].push(await measure(side, shape, shape.instances));
    }
    const costs = {};
    for (const side of Object.keys(sides))
      costs[side] = await costsOf(measured[side].flatMap(({ ids }) => ids.slice(-sampled)));
    results.push(summarize(shape, measured, costs));
    console.log(results.at(-1).text);
  }
  return results;
}

const workers = await startWorkers();
const running = workers.map((worker) => worker.run());
let failed = false;
try {
  console.log(
    `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0].toFixed(1)}, ${rounds} rounds in turns after a warm-up`,
  );
  console.log(headings);
  const problems = requirements(await run());
  failed = problems.length > 0;
  for (const problem of problems) console.error(problem);
} finally {
  for (const worker of workers) worker.shutdown();
  await Promise.all(running);
  await nativeConnection.close();
  await connection.close();
  await store.close();
  await temporal.stop();
  await mongo.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
