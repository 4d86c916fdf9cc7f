import type { ClientSession } from 'mongoose';
import type { Logger } from 'pino';
import type { RecordType } from '../definitions/index.js';
import type { Actor } from '../engine/index.js';
import { createStandingReader, type StandingReader } from './access/standing-reader.js';
import type { InstanceIdentity } from '../workflows/activities/ports.js';
import type { Config } from './config.js';
import {
  createAgreementReader,
  type AgreementReader,
} from './features/agreements/agreement-reader.js';
import { createTokenAccess, type TokenAccess } from './http/token-context.js';
import { createAuditLog, type AuditLog } from './features/audit/audit-log.js';
import { createCalendarReader, type CalendarReader } from './features/calendars/calendar-reader.js';
import {
  createServiceTimeReader,
  type ServiceTimeReader,
} from './features/calendars/service-time-reader.js';
import { checkModel } from './features/definitions/check-model.js';
import {
  createDefinitionLibrary,
  type DefinitionLibrary,
} from './features/definitions/definition-library.js';
import { createDeployer, type Deployer } from './features/definitions/deployer.js';
import { mayStart } from './features/definitions/start-rights.js';
import { createFactRecorder, type FactRecorder } from './features/facts/fact-recorder.js';
import { emptyHead } from './features/facts/projections/instance-projection.js';
import {
  createInstanceStarter,
  type InstanceStarter,
} from './features/instances/start-instance.js';
import { createFormReader, type ReadForm } from './features/instances/read-form.js';
import { createSizeGuard } from './features/instances/variables-limit.js';
import { createJobAnswerer, type JobAnswerer } from './features/jobs/answer-job.js';
import { createJobNews, type JobNews } from './features/jobs/job-news.js';
import { createJobRepository, type JobRepository } from './features/jobs/job-repository.js';
import { createMessageRouter, type MessageRouter } from './features/messages/message-router.js';
import {
  createSignalBroadcaster,
  type SignalBroadcaster,
} from './features/messages/signal-broadcaster.js';
import type { RecordRepository } from './features/records/record-commands.js';
import { createRecordRepository } from './features/records/record-repository.js';
import { createRecordTypes, type RecordTypes } from './features/records/record-types.js';
import { createRecordWriter, type RecordWriter } from './features/records/record-writer.js';
import { createRecordWaits, type RecordWaits } from './features/records/record-waits.js';
import {
  createNotifications,
  type Notifications,
} from './features/notifications/create-notifications.js';
import { createGuardedFetch, type GuardedFetch } from './features/outgoing/guarded-fetch.js';
import { readSecretKey } from './features/secrets/secret-key.js';
import { createSecretStore, type SecretStore } from './features/secrets/secret-store.js';
import { createTimerStarts, type TimerStarts } from './features/starts/timer-starts.js';
import { createTaskCompleter, type TaskCompleter } from './features/tasks/complete-task.js';
import { createFollowUps, type FollowUps } from './features/tasks/follow-ups.js';
import { createTaskRepository, type TaskRepository } from './features/tasks/task-repository.js';
import { createTermsAnnouncer, type TermsAnnouncer } from './features/terms/terms-announcer.js';
import { createWebhookChannel } from './features/webhooks/webhook-channel.js';
import { createWebhookOutbox, type WebhookOutbox } from './features/webhooks/webhook-outbox.js';
import type { ProcessDefinitionDocument } from './store/definition-models.js';
import type { UserTaskDocument } from './store/projection-models.js';
import type { Store } from './store/store.js';
import { createBlobStore } from './temporal/blob-store.js';
import type { ProcessEngine } from './temporal/process-engine.js';

export interface ServiceOptions {
  readonly config: Config;
  readonly store: Store;
  readonly engine: ProcessEngine;
  /** The types of records that the library declares. */
  readonly recordTypes: readonly RecordType[];
  readonly logger: Logger;
  readonly now: () => Date;
}

interface RecordServices {
  readonly recordTypes: RecordTypes;
  readonly recordWriter: RecordWriter;
  readonly records: RecordRepository;
  readonly recordWaits: RecordWaits;
}

/** Everything behind the handlers and the temporal activities, wired once per process. */
export interface Services
  extends Omit<ServiceOptions, 'recordTypes'>, RecordServices, Notifications {
  readonly audit: AuditLog;
  readonly standings: StandingReader;
  readonly agreementReader: AgreementReader;
  readonly calendarReader: CalendarReader;
  readonly serviceTimeReader: ServiceTimeReader;
  readonly secrets: SecretStore;
  readonly callOut: GuardedFetch;
  readonly tokenAccess: TokenAccess;
  readonly library: DefinitionLibrary;
  readonly deployer: Deployer;
  readonly recorder: FactRecorder;
  readonly router: MessageRouter;
  readonly broadcaster: SignalBroadcaster;
  readonly timerStarts: TimerStarts;
  readonly starter: InstanceStarter;
  readonly tasks: TaskRepository;
  readonly completer: TaskCompleter;
  readonly followUps: FollowUps;
  readonly jobs: JobRepository;
  readonly jobAnswerer: JobAnswerer;
  readonly jobNews: JobNews;
  readonly termsAnnouncer: TermsAnnouncer;
  readonly readForm: ReadForm;
  readonly requireSize: ReturnType<typeof createSizeGuard>;
  readonly formOf: (row: UserTaskDocument) => Promise<ReturnType<DefinitionLibrary['form']>>;
}

export function createServices(options: ServiceOptions): Services {
  const { config, store, engine, logger, now } = options;
  const blobs = createBlobStore(store, now);
  const library = createDefinitionLibrary(store, blobs);
  const readForm = createFormReader(now);
  const requireSize = createSizeGuard(config.maxVariablesBytes);
  const tasks = createTaskRepository(store);
  const jobs = createJobRepository(store, now);
  const formOf = createFormOf(library);
  const starter = createStarter(options, library, { readForm, requireSize });
  const routing = createRouting(options, library, starter);
  const recording = createRecords(options, routing.router);
  const onDeployed = (definition: ProcessDefinitionDocument) =>
    beginToServe(options, routing, definition);
  const outgoing = createOutgoing(options);
  return {
    ...options,
    ...routing,
    ...recording,
    ...outgoing,
    audit: createAuditLog(store, now),
    ...createTerms(options),
    ...createAccess(options),
    library,
    deployer: createDeployer({ store, blobs, library, checker: checkModel, onDeployed, now }),
    recorder: createRecorder(options, routing.router, {
      waits: recording.recordWaits,
      outbox: createWebhookOutbox(store, outgoing.deliveryBox),
    }),
    readForm,
    requireSize,
    tasks,
    followUps: createFollowUps(store, now),
    jobs,
    jobAnswerer: createJobAnswerer({ store, jobs, engine, logger, now }),
    jobNews: createJobNews(store, logger),
    formOf,
    starter,
    completer: createTaskCompleter({
      store,
      tasks,
      engine,
      formOf,
      readForm,
      requireSize,
      logger,
      now,
    }),
  };
}

type TermsServices = Pick<
  Services,
  'agreementReader' | 'calendarReader' | 'serviceTimeReader' | 'termsAnnouncer'
>;

/** Calendars and agreements: what clocks count by. */
function createTerms({ store, engine, logger, now }: ServiceOptions): TermsServices {
  const calendarReader = createCalendarReader(store);
  return {
    agreementReader: createAgreementReader(store),
    calendarReader,
    serviceTimeReader: createServiceTimeReader(store, calendarReader, now),
    termsAnnouncer: createTermsAnnouncer({ store, engine, logger, now }),
  };
}

function createRecords(
  { store, recordTypes, logger, now }: ServiceOptions,
  router: MessageRouter,
): RecordServices {
  const types = createRecordTypes(recordTypes);
  const recordWaits = createRecordWaits({
    store,
    publish: (message) => router.publish(message),
    logger,
  });
  const writer = createRecordWriter({
    store,
    types,
    onChanged: (row) => recordWaits.recordChanged(row),
    now,
  });
  const records = createRecordRepository({ store, types, writer, now });
  return { recordTypes: types, recordWriter: writer, records, recordWaits };
}

function createAccess({ store, now }: ServiceOptions): Pick<Services, 'standings' | 'tokenAccess'> {
  const standings = createStandingReader(store, now);
  return { standings, tokenAccess: createTokenAccess(store, standings, now) };
}

function createStarter(
  { store, engine, config, logger, now }: ServiceOptions,
  library: DefinitionLibrary,
  guards: Pick<Services, 'readForm' | 'requireSize'>,
): InstanceStarter {
  return createInstanceStarter({
    store,
    versions: library,
    engine,
    mayStart,
    ...guards,
    announce: (...instance) => announce(store, ...instance),
    maxVariablesBytes: config.maxVariablesBytes,
    logger,
    now,
  });
}

/** What leaves for other systems. */
function createOutgoing(
  options: ServiceOptions,
): Notifications & Pick<Services, 'secrets' | 'callOut'> {
  const { config, store, now } = options;
  const { secretKey, dataDir, httpAllowedHosts: allowedHosts } = config;
  const secrets = createSecretStore(store, () => readSecretKey(secretKey, dataDir), now);
  const callOut = createGuardedFetch({ allowedHosts });
  const webhookChannel = createWebhookChannel({ store, secrets, callOut, now });
  return { secrets, callOut, ...createNotifications({ ...options, webhookChannel }) };
}

/** The form that was deployed with the process of a task. */
function createFormOf(library: DefinitionLibrary): Services['formOf'] {
  return async ({ formId, organisationId, processDefinitionKey }) => {
    if (formId === undefined) return undefined;
    return library.form(await library.get(organisationId, processDefinitionKey), formId);
  };
}

type Routing = Pick<Services, 'router' | 'broadcaster' | 'timerStarts'>;

/** What begins instances, or goes on with them, without anybody's hand. */
function createRouting(
  { store, engine, logger, now }: ServiceOptions,
  library: DefinitionLibrary,
  starter: InstanceStarter,
): Routing {
  const resolve: DefinitionLibrary['resolve'] = (...which) => library.resolve(...which);
  const deps = { store, engine, resolve, starter, logger, now };
  return {
    router: createMessageRouter(deps),
    broadcaster: createSignalBroadcaster(deps),
    timerStarts: createTimerStarts({
      store,
      engine,
      definition: (organisationId, key) => library.get(organisationId, key),
      start: (request) => starter.startTriggered(request),
      logger,
    }),
  };
}

/** What cannot be done now is done by the reconciler. */
async function beginToServe(
  { logger }: ServiceOptions,
  { router, timerStarts }: Routing,
  definition: ProcessDefinitionDocument,
): Promise<void> {
  try {
    await timerStarts.tell(definition);
    await router.offerToStarts(definition);
  } catch (error) {
    logger.warn({ err: error, processDefinitionKey: definition._id }, 'not served yet');
  }
}

function createRecorder(
  { store, logger, now }: ServiceOptions,
  router: MessageRouter,
  { waits, outbox }: { readonly waits: RecordWaits; readonly outbox: WebhookOutbox },
): FactRecorder {
  return createFactRecorder({
    store,
    now,
    outbox,
    definitionName: async (processDefinitionKey) => {
      const definition = await store.processDefinitions
        .findById(processDefinitionKey, { name: 1 })
        .lean()
        .exec();
      return definition?.name ?? processDefinitionKey;
    },
    onRecorded: (identity, facts) => {
      waits.notice(identity, facts);
      router.notice(identity, facts).catch((error: unknown) => {
        const { instanceId } = identity;
        logger.warn({ err: error, instanceId }, 'messages not routed yet');
      });
    },
  });
}

/** Shows an instance from the moment it is promised; its facts fill it in. */
async function announce(
  store: Store,
  identity: InstanceIdentity,
  definition: ProcessDefinitionDocument,
  at: Date,
  by: Actor,
  session?: ClientSession,
): Promise<void> {
  const participants = by.type === 'user' ? [by.id] : [];
  const head = { ...emptyHead(identity, definition.name, at), startedBy: by.id, participants };
  await store.instances.collection.updateOne(
    { _id: identity.instanceId as never },
    { $setOnInsert: head as never },
    { upsert: true, ...(session && { session }) },
  );
}
