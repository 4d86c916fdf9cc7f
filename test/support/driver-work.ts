import type { Input } from '../../engine/index.js';
import type { InMemoryDriver } from '../../engine/in-memory-driver/index.js';
import { workOf, type Work } from '../conformance/open-work.js';

/** All that the instances of a driver wait for or have waited for. */
function everythingOf(driver: InMemoryDriver): readonly Work[] {
  return workOf(driver.instances().map(({ instanceId, facts }) => ({ instanceId, facts })));
}

/** Open work by element, so that the order in which the engine opened it means nothing. */
export function openWorkOf(
  driver: InMemoryDriver,
  isLeft: (work: Work) => boolean,
): readonly Work[] {
  return everythingOf(driver)
    .filter((work) => work.isOpen && isLeft(work))
    .map((work, index) => ({ work, index, name: `${work.kind} ${work.element}` }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index))
    .map(({ work }) => work);
}

/** Incidents raised on the way: code and element. */
export function incidentsOf(driver: InMemoryDriver): readonly string[] {
  return everythingOf(driver)
    .filter(({ kind }) => kind === 'incident')
    .map(({ code = '', element }) => `${code} ${element}`);
}

/** Completes a job, lets it fail, or throws a BPMN error, as the choice says. */
export function answerJob(
  driver: InMemoryDriver,
  { instanceId, id }: Work,
  choice: number,
  errorCode: string,
): void {
  const variables = {};
  const outcomes = [
    { type: 'completed', variables },
    { type: 'failed', message: 'it does not work' },
    { type: 'error', errorCode, message: 'it must not be done', variables },
  ] as const;
  driver.answerJob(instanceId, id, outcomes[choice % 3] ?? outcomes[0]);
}

/** What each instance is told, in order, as it was when it was told. */
export function createInputLog() {
  const inputs = new Map<string, Input[]>();
  return {
    inputs,
    observeInput(instanceId: string, input: Input): void {
      inputs.set(instanceId, [...(inputs.get(instanceId) ?? []), structuredClone(input)]);
    },
  };
}
