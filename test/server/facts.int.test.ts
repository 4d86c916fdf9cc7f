import type { TraceRecord } from '../../engine/index.js';
import {
  checkProjections,
  rebuildProjections,
} from '../../server/features/facts/rebuild-projections.js';
import {
  createFactRecorder,
  type FactRecorder,
} from '../../server/features/facts/fact-recorder.js';
import { runCli } from '../../server/cli/run-cli.js';
import { openStore, type Store } from '../../server/store/store.js';
import type {
  FactBatch,
  InstanceIdentity,
  RecordedFact,
} from '../../workflows/activities/ports.js';
import { testMongoUri } from '../support/embedded-mongo.js';

const actor = { type: 'user', id: 'anna' } as const;
const at = Date.parse('2026-03-02T09:00:00Z');

function identity(instanceId: string): InstanceIdentity {
  return {
    organisationId: 'demo',
    instanceId,
    rootInstanceId: instanceId,
    processId: 'incident',
    processDefinitionKey: 'key-1',
    processDefinitionVersion: 1,
    programHash: 'hash',
    mode: 'live',
    businessKey: 'INC-1',
  };
}

const element = (elementId: string, counter: number) => ({
  elementId,
  elementInstanceId: `i:${counter}`,
});

const storyOf = (instanceId: string): readonly TraceRecord[] => [
  {
    type: 'instanceStarted',
    processId: 'incident',
    variables: { title: 'Broken', 'odd.name': { $set: 1 } },
    actor,
  },
  { type: 'elementActivated', ...element('first', 2), scopeInstanceId: 'i:1' },
  {
    type: 'clockChanged',
    ...element('first', 2),
    clockId: `${instanceId}:clock`,
    clockName: 'first-line',
    event: 'started',
    targetMs: 3_600_000,
    calendarId: 'business-hours',
  },
  {
    type: 'taskOpened',
    ...element('first', 2),
    taskId: `${instanceId}:task`,
    name: 'First line',
    assignmentEpoch: 1,
    candidates: { users: [], groups: ['first-line'], roles: [] },
  },
  {
    type: 'clockChanged',
    ...element('first', 2),
    clockId: `${instanceId}:clock`,
    clockName: 'first-line',
    event: 'deadlinesSet',
    deadlines: [{ kind: 'breach', share: 1, dueAt: at + 3_600_000 }],
  },
  {
    type: 'clockChanged',
    ...element('first', 2),
    clockId: `${instanceId}:clock`,
    clockName: 'first-line',
    event: 'atRisk',
  },
  { type: 'variablesChanged', variables: { answer: 42 }, actor },
];

function batch(
  instanceId: string,
  from: number,
  to: number,
  occurredAt = at,
  records = storyOf(instanceId),
): FactBatch {
  const facts: RecordedFact[] = records
    .slice(from - 1, to)
    .map((record, index) => ({ seq: from + index, occurredAt, record }));
  return { instance: identity(instanceId), facts };
}

describe('recorded facts', () => {
  let store: Store;
  let recorder: FactRecorder;
  const uri = testMongoUri();
  const recorded: number[] = [];

  beforeAll(async () => {
    store = await openStore(uri);
    await store.ensureIndexes();
    await store.processDefinitions.collection.insertOne({
      _id: 'key-1' as never,
      name: 'Incident',
    });
    recorder = createRecorder();
  });

  afterAll(async () => {
    await store.connection.dropDatabase();
    await store.close();
  });

  function createRecorder(): FactRecorder {
    return createFactRecorder({
      store,
      definitionName: () => Promise.resolve('Incident'),
      now: () => new Date(at),
      onRecorded: (_identity, facts) => recorded.push(...facts.map((fact) => fact.seq)),
    });
  }

  const seqs = async (streamId: string) =>
    (await store.facts.find({ streamId }).sort({ seq: 1 }).lean()).map((fact) => fact.seq);

  it('bring inbox, variables and clocks up to them at once', async () => {
    // when
    await recorder.recordFacts(batch('a', 1, 3));
    await recorder.recordFacts(batch('a', 4, 7));

    // then
    expect(await seqs('a')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await store.instances.findById('a').lean()).toMatchObject({
      lastSeq: 7,
      state: 'active',
      risk: 'atRisk',
      startedBy: 'anna',
      participants: ['anna'],
    });
    expect(await store.userTasks.findById('a:task').lean()).toMatchObject({
      state: 'created',
      risk: 'atRisk',
      assignee: null,
      clock: { state: 'running', breachAt: new Date(at + 3_600_000) },
    });
    expect(await store.variables.find({ instanceId: 'a' }).lean()).toHaveLength(3);
    expect(
      await store.variables.findOne({ instanceId: 'a', name: 'odd.name' }).lean(),
    ).toMatchObject({ value: { $set: 1 } });
  });

  it('keep values apart from the chain of facts', async () => {
    // when
    const [first] = await store.facts.find({ streamId: 'a', seq: 1 }).lean();

    // then
    expect(JSON.stringify(first)).not.toContain('Broken');
    expect(await store.factValues.findById(first?.valueRef ?? '').lean()).toMatchObject({
      variables: { title: 'Broken' },
    });
  });

  it('are stored once when a batch is told again, also to another worker', async () => {
    // when
    await recorder.recordFacts(batch('a', 4, 7));
    await createRecorder().recordFacts(batch('a', 1, 3));

    // then
    expect(await seqs('a')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await store.instances.findById('a').lean()).toMatchObject({ lastSeq: 7 });
  });

  it('are stored once when two workers tell the same batch at the same time', async () => {
    // when
    await Promise.all([1, 2, 3].map(() => createRecorder().recordFacts(batch('b', 1, 7))));

    // then
    expect(await seqs('b')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect((await store.instances.findById('b').lean())?.elements).toContainEqual(
      expect.objectContaining({ elementId: 'first', active: 1 }),
    );
  });

  it('are replaced by those of a later attempt, with all that followed from them', async () => {
    // given
    await recorder.recordFacts(batch('c', 1, 3));
    await recorder.recordFacts(batch('c', 4, 6));
    const canceled: TraceRecord[] = [
      ...storyOf('c').slice(0, 3),
      { type: 'instanceCanceled', reason: 'no longer needed', actor },
    ];

    // when
    await createRecorder().recordFacts(batch('c', 4, 4, at + 5_000, canceled));

    // then
    expect(await seqs('c')).toEqual([1, 2, 3, 4]);
    expect(await store.instances.findById('c').lean()).toMatchObject({
      state: 'canceled',
      lastSeq: 4,
      endReason: 'no longer needed',
    });
    expect(await store.userTasks.find({ instanceId: 'c' }).lean()).toEqual([]);
  });

  it('of a stalled worker are dropped', async () => {
    // given
    await recorder.recordFacts(batch('d', 1, 3, at + 1_000));

    // when
    await createRecorder().recordFacts(batch('d', 2, 7, at));

    // then
    expect(await seqs('d')).toEqual([1, 2, 3]);
  });

  it('are compared with their projections by the command, whose exit code tells', async () => {
    // given
    const environment = { MONGODB_URI: uri, TEMPORAL_ADDRESS: 'unused' };
    const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const sound = await runCli(['projections', 'check'], environment);
    await store.instances.updateOne({ _id: 'd' }, { $set: { state: 'failed' } });

    // when
    const damaged = await runCli(['projections', 'check'], environment);
    const rebuilt = await runCli(['projections', 'rebuild'], environment);
    const mended = await runCli(['projections', 'check'], environment);

    // then
    said.mockRestore();
    expect([sound, damaged, rebuilt, mended]).toEqual([0, 1, 0, 0]);
  });

  it('give the same projections when these are rebuilt, and claims survive', async () => {
    // given
    await store.taskWork.collection.insertOne({
      _id: 'a:task' as never,
      organisationId: 'demo',
      instanceId: 'a',
      assignee: 'ben',
      claimVersion: 3,
      completion: null,
      drafts: [],
    });
    const before = await store.instances.findById('a').lean();
    await store.instances.updateOne({ _id: 'a' }, { $set: { state: 'completed' } });
    const damaged = await checkProjections(store);
    await store.userTasks.deleteMany({});

    // when
    const report = await rebuildProjections(store);

    // then
    expect(damaged.differing).toEqual(['a']);
    expect(report.instances).toBe(4);
    expect((await checkProjections(store)).differing).toEqual([]);
    expect(await store.userTasks.findById('a:task').lean()).toMatchObject({
      assignee: 'ben',
      claimVersion: 3,
      risk: 'atRisk',
    });
    expect(await store.instances.findById('a').lean()).toEqual(before);
  });
});
