import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { createDataConverter } from '../../workflows/create-worker.js';
import { testWorkflowBundle } from '../support/temporal-bundle.js';
import { createDevTemporalEnv, quietRuntime, type TemporalEnv } from '../support/temporal-env.js';
import { deploy, startInstance } from '../support/temporal-instances.js';
import { createMemoryBlobs } from '../support/temporal-memory-blobs.js';
import { readRuns } from '../support/temporal-runs.js';
import { createScenarioJobs, scenarios } from '../support/temporal-scenarios.js';

const { History } = temporal.api.history.v1;

/** Version of the semantics that new recordings show. */
const semanticsVersion = 1;
const folder = join(__dirname, 'histories');

/** Every run of one instance, with the blobs that its history names by hash. */
interface Recording {
  readonly workflowId: string;
  /** Histories as Temporal encodes them, in base64. */
  readonly runs: readonly string[];
  readonly blobs: readonly string[];
}

const recordings = (): string[] => readdirSync(folder).filter((each) => each.endsWith('.json'));

/** With `RECORD_HISTORIES=1` missing recordings are written; delete one to make it anew. */
const describeRecording = (): void => {
  let env: TemporalEnv;

  beforeAll(async () => {
    env = await createDevTemporalEnv();
    await env.startWorker({ jobWorkers: createScenarioJobs() });
  });

  afterAll(async () => {
    await env.stop();
  });

  it.each(scenarios)('keeps $name', async (scenario) => {
    // given
    const file = `${semanticsVersion}-${scenario.name}.json`;
    const program = await deploy(env, scenario.content);
    const { limits } = scenario;
    const handle = await (scenario.begin?.(env, program) ??
      startInstance(env, program, limits ? { limits } : {}));

    // when
    await scenario.carryOut(env, handle);

    // then
    const recording = await record(env, handle.workflowId);
    expect(recording.runs.length).toBeGreaterThan(0);
    if (!recordings().includes(file)) {
      writeFileSync(join(folder, file), `${JSON.stringify(recording, undefined, 1)}\n`);
    }
  });
};

if (process.env['RECORD_HISTORIES'] === '1') describe('recording', describeRecording);

describe('recorded histories', () => {
  beforeAll(() => quietRuntime());

  it('show every scenario', () => {
    const demanded = scenarios.map(({ name }) => `${semanticsVersion}-${name}.json`);
    expect(recordings()).toEqual(expect.arrayContaining(demanded));
  });

  it.each(recordings())('replays %s', async (file) => {
    // given
    const recording = readRecording(file);

    // when
    const errors = await replay(recording, recording.runs.map(decode));

    // then
    expect(errors).toEqual(recording.runs.map(() => undefined));
  });

  it('tells when a history is not what the workflow does', async () => {
    // given
    const recording = readRecording(`${semanticsVersion}-jobs-beside-each-other.json`);
    const histories = recording.runs.map(decode);
    const scheduled = histories[0]?.events.find(
      (each) => each.activityTaskScheduledEventAttributes,
    );

    // when
    scheduled!.activityTaskScheduledEventAttributes!.activityType!.name = 'something-else';

    // then
    expect(await replay(recording, histories)).toEqual([expect.any(Error)]);
  });
});

function readRecording(file: string): Recording {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording;
}

function decode(run: string): temporal.api.history.v1.History {
  return History.decode(Buffer.from(run, 'base64'));
}

/** What went wrong in each run; nothing, if it replays. */
async function replay(
  { workflowId, blobs }: Recording,
  histories: readonly temporal.api.history.v1.History[],
): Promise<(Error | undefined)[]> {
  const store = createMemoryBlobs();
  for (const blob of blobs) await store.put(Buffer.from(blob, 'base64'));
  const results = Worker.runReplayHistories(
    { workflowBundle: await testWorkflowBundle(), dataConverter: createDataConverter(store) },
    histories.map((history) => ({ workflowId, history })),
  );
  const errors: (Error | undefined)[] = [];
  for await (const { error } of results) errors.push(error);
  return errors;
}

async function record(env: TemporalEnv, workflowId: string): Promise<Recording> {
  const runs = await readRuns(env.client, workflowId);
  const bytes = runs.map(({ history }) => Buffer.from(History.encode(history).finish()));
  const text = Buffer.concat(bytes).toString('latin1');
  const named = [...env.blobs.bytes].filter(([hash]) => text.includes(hash));
  const inBase64 = (each: Uint8Array): string => Buffer.from(each).toString('base64');
  const blobs = named.map(([, blob]) => inBase64(blob));
  return { workflowId, runs: bytes.map(inBase64), blobs };
}
