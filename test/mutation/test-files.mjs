/**
 * The tests that mutants of elements and event definitions must survive. Random processes and fuzzing are left out: what
 * they find depends on chance, and they take long.
 */
export const testFiles = [
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
