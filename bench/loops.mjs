/**
 * Multi-instances of 1,000 and 10,000 items in the pure core, from the start to the end of the instance: CPU time in
 * all and per item. Everything an item does is done in steps of the machine; jobs and tasks are answered at once.
 */
import { cpus, loadavg } from 'node:os';
import { prepareOurs } from './core-engines.mjs';
import { loopShapes } from './core-shapes.mjs';

const sizes = [1_000, 10_000];
const rounds = 5;
/** Seconds for the larger size, and how much more an item of it may cost than one of the smaller. */
const required = { seconds: 1, growth: 2 };

/** CPU seconds of one instance, the best of some rounds: other programs can only make it worse. */
async function bestOf(shape, items) {
  const run = await prepareOurs({ ...shape, variables: { items } });
  const seconds = [];
  for (let round = 0; round < rounds; round += 1) {
    globalThis.gc?.();
    const before = process.cpuUsage();
    const completed = run();
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1_000_000);
    const expected = shape.steps(items.length);
    if (completed !== expected)
      throw new TypeError(`Expected ${expected} steps of '${shape.name}' but got ${completed}`);
  }
  return Math.min(...seconds);
}

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`,
);
console.log(
  `${'shape'.padEnd(28)}${'1,000'.padStart(10)}${'10,000'.padStart(10)}   growth per item`,
);
let isEnough = true;
for (const shape of loopShapes) {
  const results = [];
  for (const size of sizes) {
    results.push(
      await bestOf(
        shape,
        Array.from({ length: size }, (_, index) => index),
      ),
    );
  }
  const [small, large] = results;
  const growth = large / sizes[1] / (small / sizes[0]);
  isEnough &&= large < required.seconds && growth < required.growth;
  console.log(
    `${shape.name.padEnd(28)}${`${(small * 1000).toFixed(0)} ms`.padStart(10)}${`${(large * 1000).toFixed(0)} ms`.padStart(10)}${growth.toFixed(2).padStart(18)}`,
  );
}
console.log(
  `Required: 10,000 items within ${required.seconds} s, an item at most ${required.growth} times as dear: ${isEnough ? 'met' : 'NOT met'}`,
);
process.exitCode = isEnough ? 0 : 1;
