/** Soundness of models of 100 and 200 nodes: CPU time of one verdict, and how it grows. */
import { cpus, loadavg } from 'node:os';
import { soundnessShapes } from './soundness-shapes.mjs';

const built = new URL('../dist/engine/', import.meta.url);
const { compileBpmn } = await import(new URL('parser/index.js', built).href);
const { verifySoundness } = await import(new URL('verification/index.js', built).href);

const sizes = [100, 200];
const rounds = 5;
const requiredSeconds = 2;

async function compile(xml) {
  const { programs } = await compileBpmn(xml);
  const [program] = programs;
  if (program === undefined) throw new TypeError('Expected a program but got none');
  return program;
}

/** CPU seconds of one verdict, the median of some rounds; the first one, before anything is warm, is told as well. */
function measure(program, expected) {
  const seconds = [];
  let report;
  for (let round = 0; round < rounds; round += 1) {
    globalThis.gc?.();
    const before = process.cpuUsage();
    report = verifySoundness(program);
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1_000_000);
  }
  if (report.verdict !== expected) {
    throw new TypeError(
      `Expected '${expected}' of '${program.processId}' but got '${report.verdict}'`,
    );
  }
  const [first] = seconds;
  return { first, median: seconds.sort((a, b) => a - b)[2], states: report.statesVisited };
}

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`,
);
console.log('shape             nodes    first run       median   states   growth');
let isEnough = true;
for (const { name, write, verdict } of soundnessShapes) {
  let small = 0;
  for (const size of sizes) {
    const program = await compile(write(size));
    const { first, median, states } = measure(program, verdict);
    const growth = small === 0 ? '' : `${(median / small).toFixed(1)}x`;
    small = median;
    isEnough &&= first < requiredSeconds;
    const nodes = String(program.elements.length - 1).padStart(5);
    console.log(
      `${name.padEnd(18)}${nodes}${`${(first * 1000).toFixed(1)} ms`.padStart(13)}${`${(median * 1000).toFixed(1)} ms`.padStart(13)}${String(states).padStart(9)}${growth.padStart(9)}`,
    );
  }
}
if (!isEnough) {
  console.error(`Expected every verdict within ${requiredSeconds} s`);
  process.exitCode = 1;
}
