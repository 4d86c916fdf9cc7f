import type {
  Input,
  Program,
  RunScriptNow,
  TraceRecord,
  Variables,
} from '../../../engine/index.js';
import type { DecisionModel } from '../../../engine/dmn/index.js';
import {
  createInMemoryDriver,
  type InMemoryDriver,
} from '../../../engine/in-memory-driver/index.js';
import type { Work } from '../../conformance/open-work.js';
import { answerJob, createInputLog, incidentsOf, openWorkOf } from '../driver-work.js';
import { listFaults } from './check-state.js';

const actor = { type: 'user', id: 'tester' } as const;
const startAt = Date.UTC(2026, 2, 2, 9);

/** Far more than any model needs to come to its end. */
const patience = 2_000;

export interface ModelRun {
  readonly driver: InMemoryDriver;
  /** What each instance was told, in order. */
  readonly inputs: ReadonlyMap<string, readonly Input[]>;
  /** Raised on the way: code and element. */
  readonly incidents: readonly string[];
}

export interface DriveOptions {
  readonly programs: readonly Program[];
  readonly runScript: RunScriptNow;
  /** What happens first, whatever it is. */
  readonly choices: readonly number[];
  /** Which of what must happen happens next; left out, the first. */
  readonly turns?: readonly number[];
  readonly isStoring?: boolean;
}

/** One decision, which comes to null with a warning. */
const ruleModel: DecisionModel = {
  ...{ format: 1, hash: 'rule', id: 'rules', name: 'rules', namespace: 'rules' },
  ...{ types: {}, inputs: [], knowledge: [], services: [] },
  decisions: [
    {
      ...{ key: 'rule', id: 'rule', name: 'rule', requirements: [] },
      logic: { type: 'unreadable', elementId: 'rule', fault: 'nobody has written it' },
    },
  ],
};

interface Scene {
  readonly driver: InMemoryDriver;
  readonly programs: readonly Program[];
  /** How often each event that can occur again has occurred. */
  readonly served: Map<string, number>;
}

function openWork({ driver, served }: Scene): readonly Work[] {
  return openWorkOf(driver, ({ id }) => (served.get(id) ?? 0) < 2);
}

/** Lets happen what somebody or something waits for. */
function serve(scene: Scene, work: Work, choice: number): void {
  const { driver, served } = scene;
  const { instanceId, id, element } = work;
  switch (work.kind) {
    case 'task':
      driver.apply(instanceId, { type: 'taskCompleted', taskId: id, variables: {}, actor });
      break;
    case 'job':
      answerJob(driver, work, choice, 'odd');
      break;
    case 'timer':
      driver.advanceTo(work.dueAt ?? 0);
      break;
    case 'subscription':
      served.set(id, (served.get(id) ?? 0) + 1);
      deliver(driver, work);
      break;
    case 'condition':
      served.set(id, (served.get(id) ?? 0) + (choice % 3 === 1 ? 0.25 : 1));
      driver.apply(instanceId, {
        ...{ type: 'variablesSet', actor },
        variables: { [`is_${element}`]: choice % 3 !== 1 },
      });
      break;
    case 'incident': {
      const variables = { [`lacks_${element}`]: 1 };
      driver.apply(instanceId, { type: 'incidentRetried', incidentId: id, variables, actor });
      break;
    }
    case 'adHoc':
      serveAdHoc(scene, work, choice);
  }
}

function deliver(driver: InMemoryDriver, { instanceId, id, subscription }: Work): void {
  if (subscription?.kind === 'signal') driver.broadcastSignal(subscription.name, {});
  else {
    const message = { subscriptionId: id, messageId: `for ${id}`, variables: {} };
    driver.apply(instanceId, { type: 'messageReceived', ...message });
  }
}

function serveAdHoc({ driver, served }: Scene, { instanceId, id }: Work, choice: number): void {
  const opened = driver
    .instance(instanceId)
    .facts.find(({ record }) => record.type === 'adHocOpened' && record.elementInstanceId === id)
    ?.record as Extract<TraceRecord, { type: 'adHocOpened' }> | undefined;
  if (opened === undefined) return;
  const ids = opened.activities.map(({ elementId }) => elementId).sort();
  const inner = ids[choice % Math.max(ids.length, 1)];
  // With no choice left: a person is done with it, or its last activity fulfills its condition.
  if (opened.isCompletable && (choice % 3 === 0 || inner === undefined)) {
    driver.apply(instanceId, { type: 'adHocCompleted', elementInstanceId: id, actor });
    return;
  }
  const finishing = ids.find((elementId) => elementId.startsWith('finish'));
  const started = choice === 0 ? finishing : inner;
  if (started === undefined) return;
  served.set(id, (served.get(id) ?? 0) + 0.1);
  const activities = [{ elementId: started, variables: {} as Variables }];
  driver.apply(instanceId, {
    ...{ type: 'adHocActivitiesStarted', elementInstanceId: id, activities, actor },
  });
}

/** What somebody must do, or what must come, so that tokens go on; in that order. */
function listNeeded(works: readonly Work[]): readonly Work[] {
  const isNeeded = ({ kind, element }: Work): boolean =>
    kind !== 'adHoc' && (kind === 'incident' || !element.startsWith('guard'));
  const needed = works.filter(isNeeded);
  if (needed.length > 0) return needed;
  const adHoc = works.filter(({ kind }) => kind === 'adHoc');
  return adHoc.length > 0 ? adHoc : works;
}

/** Begins `main` the way it can be begun: by its first start event, whatever that waits for. */
function begin({ driver, programs }: Scene): void {
  const main = programs.find(({ processId }) => processId === 'main');
  const start = main?.startEvents[0];
  const isByHand = start === undefined || start.kind === 'none';
  driver.start({
    ...{ processId: 'main', businessKey: 'R-1', actor },
    variables: { [`is_${start?.elementId ?? ''}`]: true },
    ...(isByHand ? {} : { startElementId: start.elementId }),
  });
}

function expectWhole({ driver, programs }: Scene): void {
  for (const { instanceId, programHash, state } of driver.instances()) {
    const program = programs.find(({ hash }) => hash === programHash);
    const faults = program === undefined ? ['no program'] : listFaults(program, state);
    if (faults.length > 0) throw new TypeError(`${instanceId}: ${faults.join('; ')}`);
  }
}

/**
 * Begins `main`; lets happen what the choices say, and after that only what leads to the end. After each thing that
 * happens every state is looked at.
 */
export function driveModel(options: DriveOptions): ModelRun {
  const { programs, runScript, choices, turns = [], isStoring = false } = options;
  const { inputs, observeInput } = createInputLog();
  const driver = createInMemoryDriver({
    ...{ programs, decisions: [ruleModel], startAt, runScript },
    ...{ isStoring, observeInput },
  });
  const scene: Scene = { driver, programs, served: new Map() };
  begin(scene);
  expectWhole(scene);
  for (const choice of choices) {
    const works = openWork(scene);
    const work = works[choice % Math.max(works.length, 1)];
    if (work === undefined) break;
    serve(scene, work, Math.floor(choice / 7));
    expectWhole(scene);
  }
  for (let turn = 0; turn < patience; turn += 1) {
    const needed = listNeeded(openWork(scene));
    const work = needed[(turns[turn] ?? 0) % Math.max(needed.length, 1)];
    if (work === undefined || driver.instances()[0]?.outcome !== undefined) break;
    serve(scene, work, 0);
    expectWhole(scene);
  }
  return { driver, inputs, incidents: incidentsOf(driver) };
}
