/**
 * Element steps per CPU second of the pure core against `bpmn-engine`, in one process, in turns. A step is one completed
 * element; ours makes its full trace for each, the other one runs without a listener.
 */
import { cpus, loadavg } from 'node:os';
import { preparePeer, prepareOurs } from './core-engines.mjs';
import { shapes } from './core-shapes.mjs';

const rounds = 5;
const oursMs = 300;
const peerMs = 1200;
const required = { everyShape: 50, geometricMean: 150 };

async function stepsPerSecond(run, steps, milliseconds) {
  globalThis.gc?.();
  const before = process.cpuUsage();
  const start = performance.now();
  let instances = 0;
  while (performance.now() - start < milliseconds) {
    await run();
    instances += 1;
  }
  // CPU time of all threads: neither side waits for anything, and other programs don't count.
  const { user, system } = process.cpuUsage(before);
  return (instances * steps * 1_000_000) / (user + system);
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function measure(shape) {
  const { name, steps } = shape;
  const ours = await prepareOurs(shape);
  const peer = await preparePeer(shape);
  const counted = [ours(), await peer({ isCounting: true })];
  if (counted.some((count) => count !== steps))
    throw new TypeError(`Expected ${steps} steps of '${name}' but got ${counted.join(' and ')}`);
  await stepsPerSecond(ours, steps, oursMs);
  await stepsPerSecond(peer, steps, peerMs);
  const rates = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round += 1) {
    rates.ours.push(await stepsPerSecond(ours, steps, oursMs));
    rates.peer.push(await stepsPerSecond(peer, steps, peerMs));
  }
  return { name, steps, ours: median(rates.ours), peer: median(rates.peer) };
}

const format = (number, width = 14) => Math.round(number).toLocaleString('en').padStart(width);
const load = loadavg()[0];
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${load?.toFixed(1)}`,
);
console.log(
  `${'shape'.padEnd(24)}${'steps'.padStart(6)}${'ours/s'.padStart(14)}${'bpmn-engine/s'.padStart(14)}   ratio`,
);
const ratios = [];
for (const shape of shapes) {
  const { name, steps, ours, peer } = await measure(shape);
  ratios.push(ours / peer);
  console.log(
    `${name.padEnd(24)}${format(steps, 6)}${format(ours)}${format(peer)}${format(ours / peer, 8)}`,
  );
}
const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
console.log(`${'geometric mean'.padEnd(58)}${format(mean, 8)}`);
const isEnough = mean >= required.geometricMean && Math.min(...ratios) >= required.everyShape;
console.log(
  `Required: ${required.geometricMean} in the mean, ${required.everyShape} for every shape: ${isEnough ? 'met' : 'NOT met'}`,
);
process.exitCode = isEnough ? 0 : 1;
