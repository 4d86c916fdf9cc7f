/**
 * `npm run fuzz -- --runs N --seed S`: attempts of all sorts, one after the other in a thread that is watched; `--kinds feel,bpmn` chooses among the sorts.
 * An exception, an attempt without end and one that eats all memory are told with their number, which makes them again:
 * `--only NUMBER`. With `--progress FILE` a later call with the same file goes on where this one has stopped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

const projectFolder = fileURLToPath(new URL('../../', import.meta.url));
const artifacts = join(projectFolder, 'test-artifacts', 'fuzz');
const chunk = 20_000;
const memoryMb = 512;
/** Nobody reads more of them at once. */
const tooMany = 100;

const { values: flags } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    kinds: { type: 'string' },
    only: { type: 'string' },
    progress: { type: 'string' },
    'patience-seconds': { type: 'string', default: '60' },
  },
});
const seed = Number(flags.seed);
const patienceMs = Number(flags['patience-seconds']) * 1000;

const built = spawnSync(
  process.execPath,
  [
    'node_modules/typescript/bin/tsc',
    '-b',
    'engine',
    'engine/parser',
    'engine/dmn/parser',
    'engine/foreign',
    'server/cli/headless',
    'test/fuzz',
  ],
  { cwd: projectFolder, stdio: 'inherit' },
);
if (built.status !== 0) process.exit(built.status ?? 1);

const { familyNames } = await import('../../dist/test/fuzz/family.js');
const kinds = flags.kinds?.split(',') ?? familyNames;
const unknown = kinds.filter((kind) => !familyNames.includes(kind));
if (unknown.length > 0) {
  console.error(`Expected kinds of ${familyNames.join(', ')} but got ${unknown.join(', ')}`);
  process.exit(2);
}

/** What this process has used of the machine, and what the clock says. */
function takeTime() {
  const { user, system } = process.cpuUsage();
  return { busyMs: (user + system) / 1000, passedMs: performance.now() };
}

/** Attempts in a thread of its own; one that hangs or eats memory ends the thread and is told. */
function attemptAll(from, to) {
  const current = new Int32Array(new SharedArrayBuffer(4));
  current[0] = from - 1;
  const worker = new Worker(new URL('../../dist/test/fuzz/fuzz-worker.js', import.meta.url), {
    workerData: { projectFolder, kinds, seed, from, to, current },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  return new Promise((resolve, reject) => {
    let last = -1;
    let since = takeTime();
    const watch = setInterval(() => {
      const now = Atomics.load(current, 0);
      if (now !== last) since = takeTime();
      last = now;
      // Reading all models comes before the first attempt.
      const patience = now < from ? 10 * patienceMs : patienceMs;
      const { busyMs, passedMs } = takeTime();
      // On a busy machine an attempt may have to wait long for its turn.
      const isBusyTooLong = busyMs - since.busyMs > patience;
      if (isBusyTooLong || passedMs - since.passedMs > 10 * patience)
        end(`No end within ${patience} ms`);
    }, 500);
    const end = (error) => {
      clearInterval(watch);
      void worker.terminate();
      resolve({
        broken: [{ index: Math.max(from, Atomics.load(current, 0)), error }],
        isCut: true,
      });
    };
    worker.once('message', (result) => {
      clearInterval(watch);
      resolve(result);
    });
    worker.once('error', (error) => {
      clearInterval(watch);
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') end(error.message);
      else reject(error);
    });
  });
}

function keep({ index, error, material = '' }) {
  mkdirSync(artifacts, { recursive: true });
  writeFileSync(join(artifacts, `${seed}-${index}.txt`), `${error}\n\n${material}\n`);
  console.log(`attempt ${index} of seed ${seed}: ${error.split('\n').slice(0, 4).join('\n')}`);
}

function readProgress() {
  const fresh = { seed, kinds, done: 0, broken: [], counts: {}, costs: [] };
  if (flags.progress === undefined || !existsSync(flags.progress)) return fresh;
  return { ...fresh, ...JSON.parse(readFileSync(flags.progress, 'utf8')) };
}

/** Half of the attempts took less computing, and none took more, in milliseconds; powers of two microseconds are counted. */
function tellCosts(costs) {
  const half = costs.reduce((sum, count) => sum + count, 0) / 2;
  let below = 0;
  const median = costs.findIndex((count) => (below += count) >= half);
  const most = costs.findLastIndex((count) => count > 0);
  return `half of them below ${2 ** median / 1000} ms, all below ${2 ** most / 1000} ms`;
}

const progress = readProgress();
const first = flags.only === undefined ? progress.done : Number(flags.only);
const end = flags.only === undefined ? first + Number(flags.runs) : first + 1;
let digest = '';
const startedAt = performance.now();
for (let from = first; from < end && progress.broken.length < tooMany;) {
  const to = Math.min(end, from + chunk);
  const result = await attemptAll(from, to);
  for (const broken of result.broken) {
    keep(broken);
    progress.broken.push(broken.index);
  }
  for (const [kind, count] of Object.entries(result.counts ?? {}))
    progress.counts[kind] = (progress.counts[kind] ?? 0) + count;
  for (const [place, count] of (result.costs ?? []).entries())
    progress.costs[place] = (progress.costs[place] ?? 0) + count;
  from = result.isCut === true ? result.broken[0].index + 1 : to;
  digest = result.digest ?? digest;
  progress.done = from;
  if (flags.progress !== undefined && flags.only === undefined)
    writeFileSync(flags.progress, `${JSON.stringify(progress)}\n`);
}
const seconds = (performance.now() - startedAt) / 1000;
console.log(
  `${progress.done - first} attempts in ${seconds.toFixed(0)} s with at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB: ${JSON.stringify(progress.counts)}, ${tellCosts(progress.costs)}, ${progress.broken.length} broken promises, digest of the last ${digest.slice(0, 12)}`,
);
process.exitCode = progress.broken.length === 0 ? 0 : 1;
