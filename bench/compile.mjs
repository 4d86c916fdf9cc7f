/**
 * CPU time to compile models with a thousand nodes, in all and after the XML has been read, against `bpmn-moddle` alone, which
 * only reads: in one process, in turns.
 */
import { cpus, loadavg } from 'node:os';
import { BpmnModdle } from 'bpmn-moddle';
import { compileBpmn, parseBpmn } from '../dist/engine/parser/index.js';
import { shapes } from './compile-shapes.mjs';

const rounds = 7;
const required = { allMs: 500, afterReadingMs: 200 };

const moddle = new BpmnModdle();

/** CPU time of all threads in milliseconds: other programs don't count. */
async function cpuMs(run) {
  globalThis.gc?.();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function measure({ name, xml }) {
  const { programs, problems } = await compileBpmn(xml);
  const failed = problems.find(({ severity }) => severity === 'error');
  if (failed !== undefined) throw new TypeError(`${name}: ${failed.message}`);
  const times = { all: [], reading: [], peer: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.all.push(await cpuMs(() => compileBpmn(xml)));
    times.reading.push(await cpuMs(() => parseBpmn(xml)));
    times.peer.push(await cpuMs(() => moddle.fromXML(xml)));
  }
  const [all, reading, peer] = [median(times.all), median(times.reading), median(times.peer)];
  return { name, nodes: programs[0].elements.length, all, afterReading: all - reading, peer };
}

const format = (number, width = 16) => number.toFixed(0).padStart(width);
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}; milliseconds of CPU time`,
);
console.log(
  `${'shape'.padEnd(20)}${'nodes'.padStart(6)}${'all'.padStart(16)}${'after reading'.padStart(16)}${'bpmn-moddle'.padStart(16)}   ratio`,
);
let isEnough = true;
for (const shape of shapes) {
  const { name, nodes, all, afterReading, peer } = await measure(shape);
  isEnough &&= all <= required.allMs && afterReading <= required.afterReadingMs;
  console.log(
    `${name.padEnd(20)}${format(nodes, 6)}${format(all)}${format(afterReading)}${format(peer)}${(all / peer).toFixed(1).padStart(8)}`,
  );
}
console.log(
  `Required: ${required.allMs} ms in all, ${required.afterReadingMs} ms after reading, for every shape: ${isEnough ? 'met' : 'NOT met'}`,
);
process.exitCode = isEnough ? 0 : 1;
