import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What shows the machine at work. Random processes and fuzzing are left out: what they find depends on chance, and they take long. */
const machine = [
  'test/conformance/conformance.test.ts',
  'test/engine/step.test.ts',
  'test/engine/incident-words.test.ts',
  'test/engine/ad-hoc-words.test.ts',
  'test/engine/task-commands.test.ts',
  'test/engine/call-depth.test.ts',
  'test/engine/conditional-events.test.ts',
  'test/engine/start-triggers.test.ts',
  'test/engine/step-bound.test.ts',
  'test/engine/loop-bound.test.ts',
  'test/engine/loop-state.test.ts',
  'test/engine/compensation-memory.test.ts',
  'test/engine/parser/loops.test.ts',
  'test/engine/in-memory-driver/create-in-memory-driver.test.ts',
  'test/engine/in-memory-driver/starts.test.ts',
];

/** What looks at documents. */
const leftOut = ['dmn-support.test.ts'];

function allTestsIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => /(?<!\.int|\.e2e)\.test\.ts$/.test(file) && !leftOut.includes(basename(file)))
    .map((file) => join(folder, file))
    .sort();
}

/** The tests that mutants of a folder of the engine must survive. */
export function testFilesOf(folder) {
  if (folder.startsWith('expressions')) return allTestsIn('test/engine/expressions');
  if (folder.startsWith('dmn')) return ['test/engine/dmn', 'test/dmn'].flatMap(allTestsIn);
  return machine;
}
