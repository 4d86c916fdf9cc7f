import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached } from '@stryker-mutator/api/test-runner';
import { expect } from 'expect';
import { createCollector } from './collect-tests.mjs';
import { testFilesOf } from './test-files.mjs';

/** What the instrumented files look at. */
const instrumenter = (globalThis.__stryker__ ??= {});

/** @returns {Promise<Map<string, import('./collect-tests.mjs').CollectedTest>>} */
async function loadTests() {
  const collector = createCollector();
  Object.assign(globalThis, collector.globals, { expect });
  for (const file of testFilesOf(process.env.MUTATED_FOLDER)) {
    collector.enterFile(file);
    await import(pathToFileURL(join(process.cwd(), file.replace(/\.ts$/, '.js'))).href);
  }
  // A restart between every two inputs shows little that the same case does not show without.
  const { tests } = collector;
  const isRestarted = ({ id }) => id.includes('[restarted]');
  const ordered = [...tests.filter((test) => !isRestarted(test)), ...tests.filter(isRestarted)];
  return new Map(ordered.map((test) => [test.id, test]));
}

/** What is wrong, if the test fails. */
async function findFault(test) {
  try {
    await test.run();
    return undefined;
  } catch (error) {
    return String(error?.message ?? error).slice(0, 2000);
  }
}

/**
 * Runs the tests of the sandbox in this process, loaded once for all mutants: a mutant is switched on, the tests that
 * cover it run up to the first that fails, and this one must pass again once the mutant is off, so that no mutant is
 * taken for killed by what an earlier one has left behind.
 *
 * @implements {import('@stryker-mutator/api/test-runner').TestRunner}
 */
class InProcessRunner {
  #tests;
  #isSpoiled = false;

  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const tests = await (this.#tests ??= loadTests());
    const results = [];
    for (const { id, fileName, ...test } of tests.values()) {
      instrumenter.currentTestId = id;
      const startedAt = performance.now();
      const failureMessage = await findFault(test);
      const timeSpentMs = performance.now() - startedAt;
      const result = { id, name: id, fileName: join(process.cwd(), fileName), timeSpentMs };
      results.push(
        failureMessage === undefined
          ? { ...result, status: 0 }
          : { ...result, status: 1, failureMessage },
      );
    }
    instrumenter.currentTestId = undefined;
    return { status: 'complete', tests: results, mutantCoverage: instrumenter.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }) {
    if (this.#isSpoiled) throw new Error('An earlier mutant has left something behind');
    const isStatic = mutantActivation === 'static';
    Object.assign(instrumenter, { hitCount: hitLimit && 0, hitLimit });
    if (isStatic) instrumenter.activeMutant = activeMutant.id;
    try {
      const tests = await (this.#tests ??= loadTests());
      instrumenter.activeMutant = activeMutant.id;
      return await this.#runTests(tests, testFilter, isStatic);
    } catch (error) {
      if (!isStatic) throw error;
      // Nothing can even be loaded with this mutant.
      return { status: 'killed', killedBy: [], failureMessage: String(error), nrOfTests: 0 };
    } finally {
      instrumenter.activeMutant = undefined;
    }
  }

  async #runTests(tests, testFilter, isStatic) {
    const covering = testFilter && new Set(testFilter);
    let nrOfTests = 0;
    for (const test of tests.values()) {
      if (covering?.has(test.id) === false) continue;
      nrOfTests += 1;
      const failureMessage = await findFault(test);
      const timeout = determineHitLimitReached(instrumenter.hitCount, instrumenter.hitLimit);
      if (failureMessage === undefined && timeout === undefined) continue;
      if (!isStatic) await this.#expectNothingLeft(test);
      return timeout ?? { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests };
    }
    return { status: 'survived', nrOfTests };
  }

  async #expectNothingLeft(test) {
    instrumenter.activeMutant = undefined;
    this.#isSpoiled = (await findFault(test)) !== undefined;
  }
}

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'in-process', () => new InProcessRunner()),
];
