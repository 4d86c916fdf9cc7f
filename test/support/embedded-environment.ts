import { EmbeddedError } from '../../server/embedded/index.js';

/** Reads what the global set-up of the test run noted in the environment. */
export function readTestSetting(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new EmbeddedError(
    'TEST_SETTING_MISSING',
    `Expected ${name} to be set by the global set-up, but it is not: is the file named *.int.test.ts or *.e2e.test.ts?`,
  );
}
