import type { Input, Program } from '../../engine/index.js';
import { createInMemoryDriver, type InMemoryDriver } from '../../engine/in-memory-driver/index.js';
import type { Work } from '../conformance/open-work.js';
import { answerJob, createInputLog, incidentsOf, openWorkOf } from './driver-work.js';

const actor = { type: 'user', id: 'tester' } as const;
const startAt = Date.UTC(2026, 2, 2, 9);

export interface RandomRun {
  readonly driver: InMemoryDriver;
  /** What each instance was told, in order. */
  readonly inputs: ReadonlyMap<string, readonly Input[]>;
  /** Raised on the way: code and element. */
  readonly incidents: readonly string[];
}

interface Scene {
  readonly driver: InMemoryDriver;
  /** Subscriptions of boundary events that had their message already. */
  readonly served: Set<string>;
}

function openWork({ driver, served }: Scene): readonly Work[] {
  return openWorkOf(driver, ({ id }) => !served.has(id));
}

function applyTo({ driver, served }: Scene, work: Work, choice: number): void {
  const { instanceId, id } = work;
  switch (work.kind) {
    case 'task':
      driver.apply(instanceId, { type: 'taskCompleted', taskId: id, variables: {}, actor });
      break;
    case 'job':
      answerJob(driver, work, choice, 'refused');
      break;
    case 'timer':
      driver.advanceTo(work.dueAt ?? 0);
      break;
    case 'subscription':
      served.add(id);
      driver.apply(instanceId, {
        type: 'messageReceived',
        subscriptionId: id,
        messageId: `message for ${id}`,
        variables: {},
      });
      break;
    case 'incident':
      driver.apply(instanceId, { type: 'incidentRetried', incidentId: id, actor });
      break;
    case 'adHoc':
    case 'condition':
      throw new TypeError(`Expected no ${work.kind} in a random process but got '${id}'`);
  }
}

/** What brings an instance nearer to its end whatever else may happen. */
function leadingOn(works: readonly Work[]): Work | undefined {
  return (
    works.find(({ kind }) => kind === 'incident' || kind === 'task' || kind === 'job') ??
    works.find(({ kind, element }) => kind !== 'incident' && !element.includes('guard')) ??
    works[0]
  );
}

/** Starts `main`; lets happen what the choices say, and after that only what leads to the end. */
export function driveRandomly(programs: readonly Program[], choices: readonly number[]): RandomRun {
  const { inputs, observeInput } = createInputLog();
  const driver = createInMemoryDriver({ programs, startAt, observeInput });
  const scene = { driver, served: new Set<string>() };
  driver.start({ processId: 'main', businessKey: 'R-1', actor });
  for (const choice of choices) {
    const works = openWork(scene);
    const work = works[choice % Math.max(works.length, 1)];
    if (work !== undefined) applyTo(scene, work, Math.floor(choice / 7));
  }
  for (let work = leadingOn(openWork(scene)); work; work = leadingOn(openWork(scene)))
    applyTo(scene, work, 0);
  return { driver, inputs, incidents: incidentsOf(driver) };
}
