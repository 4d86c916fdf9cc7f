import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { connect, createConnection, Schema } from 'mongoose';
import {
  startEmbeddedMongo,
  startEmbeddedTemporal,
  startTimeSkippingServer,
} from '../../../server/embedded/index.js';
import { testMongoUri } from '../../support/embedded-mongo.js';
import { testTemporalAddress } from '../../support/embedded-temporal.js';

const noteSchema = new Schema({ text: String });

describe('the embedded servers', () => {
  const started: { stop(): Promise<void> }[] = [];

  function stopAfterwards<T extends { stop(): Promise<void> }>(server: T): T {
    started.push(server);
    return server;
  }

  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
  });

  it('share one replica set among the test files of a run', async () => {
    // given
    const { connection } = await connect(testMongoUri());

    // when
    const hello = await connection.db?.admin().command({ hello: 1 });

    // then
    expect(hello).toMatchObject({ isWritablePrimary: true, setName: 'lemniscate' });
    await connection.close();
  });

  it('share one Temporal server among the test files of a run', async () => {
    // given
    const connection = await Connection.connect({ address: testTemporalAddress() });

    // when
    const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });

    // then
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBeGreaterThan(
      90 * 365 * 86_400,
    );
    await connection.close();
  });

  it('keep what was written when mongod is killed and restarted', async () => {
    // given
    const mongo = stopAfterwards(await startEmbeddedMongo());
    const { connection } = await connect(mongo.uri);
    const Note = connection.model('Note', noteSchema);
    await Note.create({ text: 'written before' });
    const pidBefore = mongo.pid();

    // when
    await mongo.kill('SIGKILL');
    await mongo.restart();

    // then
    expect(mongo.pid()).not.toBe(pidBefore);
    expect(await Note.findOne().lean()).toMatchObject({ text: 'written before' });
    await connection.close();
  });

  it('keep what was written when mongod comes back on another port', async () => {
    // given
    const dataDir = await mkdtemp(path.join(tmpdir(), 'lemniscate-moved-'));
    const before = await startEmbeddedMongo({ dataDir });
    const { connection: first } = await connect(before.uri);
    await first.model('Note', noteSchema).create({ text: 'written before' });
    await first.close();
    await before.stop();

    // when
    const after = stopAfterwards(await startEmbeddedMongo({ dataDir }));

    // then
    expect(after.uri).not.toBe(before.uri);
    const second = await createConnection(after.uri).asPromise();
    const found = await second.model('Note', noteSchema).findOne().lean();
    expect(found).toMatchObject({ text: 'written before' });
    await second.close();
    await after.stop();
    await rm(dataDir, { recursive: true });
  });

  it('keep what was started when Temporal is killed and restarted', async () => {
    // given
    const temporal = stopAfterwards(await startEmbeddedTemporal());
    const start = await Connection.connect({ address: temporal.address });
    const handle = await new Client({ connection: start }).workflow.start('nobodyCarriesItOut', {
      taskQueue: 'nobody-polls',
      workflowId: 'started-before',
    });
    await start.close();

    // when
    await temporal.kill('SIGKILL');
    await temporal.restart();

    // then
    const connection = await Connection.connect({ address: temporal.address });
    const found = await new Client({ connection }).workflow.getHandle('started-before').describe();
    expect(found).toMatchObject({ runId: handle.firstExecutionRunId, status: { name: 'RUNNING' } });
    await connection.close();
  });

  it('include the test server that skips time', async () => {
    // given
    const server = stopAfterwards(await startTimeSkippingServer());
    const connection = await Connection.connect({ address: server.address });

    // when
    const { capabilities } = await connection.workflowService.getSystemInfo({});

    // then
    expect(capabilities).toMatchObject({ signalAndQueryHeader: true });
    await connection.close();
  });
});
