import { connect, Schema } from 'mongoose';
import { startEmbeddedMongo } from '../../../server/embedded/index.js';
import { testMongoUri } from '../../support/embedded-mongo.js';
import { testTemporalAddress } from '../../support/embedded-temporal.js';
import { Connection } from '@temporalio/client';

const noteSchema = new Schema({ text: String });

describe('the embedded servers', () => {
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
    const mongo = await startEmbeddedMongo();
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
    await mongo.stop();
  });
});
