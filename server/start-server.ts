import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { loadRecordTypes } from '../definitions/index.js';
import { createApp } from './app.js';
import type { Config } from './config.js';
import { connectEngine } from './connect-engine.js';
import { createServices, type Services } from './create-services.js';
import { InvalidConfiguration } from './errors.js';
import { createInstanceReader } from './features/instances/instance-reader.js';
import { startDeliveries } from './features/notifications/start-deliveries.js';
import { createSessionMiddleware } from './http/session-middleware.js';
import { migrations } from './migrations/all-migrations.js';
import { runMigrations } from './migrations/run-migrations.js';
import { createSocketAccess } from './realtime/socket-access.js';
import { createSocketServer, type SocketServer } from './realtime/socket-server.js';
import { startReconciler } from './reconciler.js';
import { seed } from './seed/seed.js';
import { openStore, type Store } from './store/store.js';

export interface ServerOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly now?: () => Date;
  /** Folder of the built web application. */
  readonly webRoot?: string;
}

export interface RunningServer {
  readonly url: string;
  readonly services: Services;
  readonly httpServer: Server;
  /** Given once, at the very first start without demo data. */
  readonly firstAdminPassword?: string;
  stop(): Promise<void>;
}

/** Builds the server, seeds an empty store, and listens. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, logger } = options;
  const now = options.now ?? (() => new Date());
  const store = await openStore(config.mongodbUri);
  await runMigrations(store, migrations, logger);
  const connected = connectEngine(config, store, now);
  const services = createServices({
    config,
    store,
    engine: connected.engine,
    recordTypes: await loadRecordTypes(),
    logger,
    now,
  });
  const seeded = await seed(services);
  const { httpServer, sockets } = await listen(options, services);
  const reconciler = startReconciler(services);
  if (config.mail === undefined) logger.info('mail is off: LEMNISCATE_SMTP_HOST is not set');
  const { deliverer, digests } = services;
  const deliveries = startDeliveries(deliverer, digests, logger);
  const { port } = httpServer.address() as AddressInfo;
  return {
    url: `http://${config.host}:${String(port)}`,
    services,
    httpServer,
    ...seeded,
    stop: async () => {
      await sockets.stop();
      await closeServer(httpServer);
      await services.jobNews.stop();
      await reconciler.stop();
      await deliveries.stop();
      await connected.close();
      await store.close();
    },
  };
}

async function listen(
  options: ServerOptions,
  services: Services,
): Promise<{ httpServer: Server; sockets: SocketServer }> {
  const { config, logger } = options;
  const { store, library, standings, now } = services;
  const sessionMiddleware = createSessionMiddleware(config, store, await readSessionSecret(store));
  const app = createApp({
    services,
    sessionMiddleware,
    ...(options.webRoot === undefined ? {} : { webRoot: options.webRoot }),
  });
  const httpServer = createServer(app);
  const reader = createInstanceReader(store, (organisationId, key) =>
    library.get(organisationId, key),
  );
  const sockets = createSocketServer({
    httpServer,
    store,
    sessionMiddleware,
    access: createSocketAccess(
      store,
      standings,
      services.tokenAccess,
      config.session.maxSeconds,
      now,
    ),
    canWatch: async (context, type, key) => {
      const isKnown =
        type === 'instance'
          ? await reader.get(context, 'read', key).then(
              () => true,
              () => false,
            )
          : await library.get(context.organisationId, key).then(
              () => true,
              () => false,
            );
      return (
        isKnown &&
        context.ability.can('read', type === 'instance' ? 'ProcessInstance' : 'ProcessDefinition')
      );
    },
    logger,
  });
  await openPort(httpServer, config);
  return { httpServer, sockets };
}

function openPort(httpServer: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    httpServer.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      // The supervisor looks for the system's own word in the log, and chooses another port.
      const message = `Expected port ${String(port)} of ${host} to be free, but something listens there (EADDRINUSE). Set PORT to another.`;
      reject(isTaken ? new InvalidConfiguration(message) : error);
    });
    httpServer.listen(port, host, resolve);
  });
}

/** One secret for all servers on a store. */
async function readSessionSecret(store: Store): Promise<string> {
  const value = randomBytes(32).toString('base64url');
  const setting = await store.settings
    .findOneAndUpdate(
      { _id: 'sessionSecret' },
      { $setOnInsert: { value } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean()
    .exec();
  return setting.value;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
