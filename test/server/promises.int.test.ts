import { loadRecordTypes } from '../../definitions/index.js';
import { readConfig } from '../../server/config.js';
import { createLogger } from '../../server/create-logger.js';
import { createServices, type Services } from '../../server/create-services.js';
import { EngineUnavailable, InvalidConfiguration } from '../../server/errors.js';
import { contextOf } from '../../server/http/request-context.js';
import type { Migration } from '../../server/migrations/migration.js';
import { runMigrations } from '../../server/migrations/run-migrations.js';
import { seed } from '../../server/seed/seed.js';
import { withLock } from '../../server/store/lock.js';
import { openStore, type Store } from '../../server/store/store.js';
import type { ProcessEngine } from '../../server/temporal/process-engine.js';
import type { UserDocument } from '../../server/store/people-models.js';
import { testMongoUri } from '../support/embedded-mongo.js';

const logger = createLogger('silent');

interface UnreliableEngine extends ProcessEngine {
  isDown: boolean;
  readonly started: string[];
  readonly delivered: string[];
}

/** An engine that may be out of reach, and notes what it was asked. */
function createUnreliableEngine(): UnreliableEngine {
  const started: string[] = [];
  const delivered: string[] = [];
  const nothing = () => Promise.resolve();
  const engine = {
    isDown: false,
    started,
    start: (_program: unknown, start: { instance: { instanceId: string } }) => {
      if (engine.isDown) return Promise.reject(new EngineUnavailable('down'));
      started.push(start.instance.instanceId);
      return Promise.resolve();
    },
    completeTask: nothing,
    completeJob: nothing,
    retryIncident: nothing,
    setVariables: nothing,
    cancel: nothing,
    suspend: nothing,
    publishTerms: nothing,
    startActivities: nothing,
    completeAdHoc: nothing,
    delivered,
    deliverMessage: (_instanceId: string, { messageId }: { messageId: string }) => {
      if (engine.isDown) return Promise.reject(new EngineUnavailable('down'));
      delivered.push(messageId);
      return Promise.resolve();
    },
    deliverSignal: nothing,
    recallMessage: nothing,
    changeTimerStart: nothing,
    checkHealth: nothing,
  };
  return engine;
}

describe('what the server promises', () => {
  let store: Store;
  let services: Services;
  const engine = createUnreliableEngine();
  const uri = testMongoUri();

  beforeAll(async () => {
    const config = readConfig({
      MONGODB_URI: uri,
      TEMPORAL_ADDRESS: 'nowhere:1',
      LEMNISCATE_DEMO: '1',
    });
    store = await openStore(uri);
    services = createServices({
      config,
      store,
      engine,
      recordTypes: await loadRecordTypes(),
      logger,
      now: () => new Date(),
    });
    await runMigrations(store, [], logger);
    await seed(services);
  });

  afterAll(async () => {
    await store.connection.dropDatabase();
    await store.close();
  });

  it('happens when the engine is back: an instance starts once', async () => {
    // given
    const anna = (await store.users.findOne({ username: 'anna' }).lean()) as UserDocument;
    engine.isDown = true;
    const variables = {
      title: 'Printer does not print',
      description: 'Nothing.',
      observedAt: '2026-03-02T09:00:00+01:00',
      contact: '1',
    };

    // when
    const promise = await services.starter.start(
      contextOf(anna, await services.standings.of(anna)),
      {
        processDefinitionId: 'incident-escalation',
        scope: {},
        variables,
      },
    );
    const meanwhile = [...engine.started];
    engine.isDown = false;
    const later = new Date(Date.now() + 1_000);
    const settled = [
      await services.starter.settlePending(later),
      await services.starter.settlePending(later),
    ];

    // then
    expect(meanwhile).toEqual([]);
    expect(settled).toEqual([1, 0]);
    expect(engine.started).toEqual([promise.instanceId]);
    expect(await store.instances.findById(promise.instanceId).lean()).toMatchObject({
      state: 'active',
      startedBy: 'anna',
    });
    expect(await store.instanceStarts.findById(promise._id).lean()).toMatchObject({
      state: 'started',
      start: null,
    });
  });
});

describe('a message', () => {
  let store: Store;
  let services: Services;
  const engine = createUnreliableEngine();
  const waiting = {
    organisationId: 'demo',
    seq: 1,
    instanceId: 'i',
    processDefinitionId: 'p',
    kind: 'message',
    name: 'parcel',
    correlationKey: 'P-1',
    isOpen: true,
    pendingMessageId: null,
    isOffered: false,
  };

  beforeAll(async () => {
    const config = readConfig({ MONGODB_URI: 'unused', TEMPORAL_ADDRESS: 'unused' });
    store = await openStore(testMongoUri());
    services = createServices({
      config,
      store,
      engine,
      recordTypes: await loadRecordTypes(),
      logger,
      now: () => new Date(),
    });
    await store.ensureIndexes();
  });

  afterAll(async () => {
    await store.connection.dropDatabase();
    await store.close();
  });

  const publish = (messageId: string) =>
    services.router.publish({
      organisationId: 'demo',
      messageId,
      name: 'parcel',
      correlationKey: 'P-1',
      variables: {},
      timeToLiveMs: 60_000,
      scope: {},
      sentBy: { type: 'user', id: 'anna' },
    });
  const subscribe = (subscriptionId: string) =>
    store.subscriptions.collection.insertOne({
      ...waiting,
      _id: subscriptionId as never,
      subscriptionId,
    });
  const soon = () => new Date(Date.now() + 1_000);

  it('finds an instance that began to wait unnoticed', async () => {
    // given
    await publish('early');
    await subscribe('i:1');

    // when
    await services.router.settlePending(soon());

    // then
    expect(engine.delivered).toEqual(['early']);
    expect(await store.subscriptions.findById('i:1').lean()).toMatchObject({
      pendingMessageId: 'early',
    });
  });

  it('that was handed over and not taken is handed over again, and the next one waits for it', async () => {
    // given
    engine.delivered.length = 0;
    await publish('later');

    // when
    await services.router.settlePending(soon());

    // then
    expect(engine.delivered).toEqual(['early']);
  });

  it('is not lost when the engine is out of reach', async () => {
    // given
    await store.subscriptions.deleteMany({});
    await store.messages.deleteMany({});
    await subscribe('i:2');
    engine.delivered.length = 0;
    engine.isDown = true;

    // when
    const published = await publish('patient');
    engine.isDown = false;
    await services.router.settlePending(soon());

    // then
    expect(published.deliveredTo).toEqual(['i']);
    expect(engine.delivered).toEqual(['patient']);
  });
});

describe('an empty store', () => {
  let store: Store;

  beforeEach(async () => {
    store = await openStore(testMongoUri());
  });

  afterEach(async () => {
    await store.connection.dropDatabase();
    await store.close();
  });

  it('gets one admin, whose secret is told once, and the library without examples', async () => {
    // given
    const config = readConfig({ MONGODB_URI: 'unused', TEMPORAL_ADDRESS: 'unused' });
    const services = createServices({
      recordTypes: await loadRecordTypes(),
      config,
      store,
      engine: createUnreliableEngine(),
      logger,
      now: () => new Date(),
    });
    await runMigrations(store, [], logger);

    // when
    const first = await seed(services);
    const second = await seed(services);

    // then
    expect(first.firstAdminPassword).toMatch(/^[\w-]{16}$/);
    expect(second).toEqual({});
    expect(await store.users.find().lean()).toEqual([
      expect.objectContaining({
        username: 'admin',
        roles: ['admin'],
        mustChangePassword: true,
        organisationId: 'main',
      }),
    ]);
    expect(await store.processDefinitions.countDocuments({ isTailored: true })).toBe(0);
    expect(
      await store.processDefinitions.countDocuments({ processDefinitionId: 'incident-escalation' }),
    ).toBe(1);
  });

  it('is seeded once when several servers start at the same time', async () => {
    // given
    const config = readConfig({
      MONGODB_URI: 'unused',
      TEMPORAL_ADDRESS: 'unused',
      LEMNISCATE_DEMO: '1',
    });
    const services = createServices({
      recordTypes: await loadRecordTypes(),
      config,
      store,
      engine: createUnreliableEngine(),
      logger,
      now: () => new Date(),
    });
    await runMigrations(store, [], logger);

    // when
    await Promise.all([seed(services), seed(services), seed(services)]);

    // then
    expect(
      await store.processDefinitions.countDocuments({ processDefinitionId: 'incident-escalation' }),
    ).toBe(2);
    expect(await store.users.countDocuments()).toBe(10);
  });

  it('lets one holder of a lock work at a time', async () => {
    // given
    await store.ensureIndexes();
    let working = 0;
    let most = 0;

    // when
    await Promise.all(
      [1, 2, 3, 4].map(() =>
        withLock(store, 'test', async () => {
          working += 1;
          most = Math.max(most, working);
          await new Promise((resolve) => setTimeout(resolve, 30));
          working -= 1;
        }),
      ),
    );

    // then
    expect(most).toBe(1);
  });

  it('goes on with a migration where it was interrupted, and runs none twice', async () => {
    // given
    const seen: (string | undefined)[] = [];
    let fails = true;
    const migration: Migration = {
      id: '0007-test',
      run: async (_store, position, save) => {
        seen.push(position);
        await save('half');
        if (fails) throw new EngineUnavailable('power cut');
      },
    };

    // when
    await expect(runMigrations(store, [migration], logger)).rejects.toThrow('power cut');
    fails = false;
    await runMigrations(store, [migration], logger);
    await runMigrations(store, [migration], logger);

    // then
    expect(seen).toEqual([undefined, 'half']);
  });

  it('of a newer version is refused', async () => {
    // given
    await store.migrations.create({
      _id: '9999-from-the-future',
      state: 'done',
      startedAt: new Date(),
    });

    // then
    await expect(runMigrations(store, [], logger)).rejects.toThrow(InvalidConfiguration);
  });
});
