import type { RequestHandler } from 'express';
import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import {
  SOCKET_PATH,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '../contract/index.js';
import { NotAuthenticated } from '../errors.js';
import type { RequestContext } from '../http/request-context.js';
import { readBearer } from '../http/token-context.js';
import type { Store } from '../store/store.js';
import { openChangeFeed, type Change } from './change-feed.js';
import {
  announcedCollections,
  describeChange,
  type AnnouncedDocuments,
} from './describe-change.js';
import { isOwnRoom, ownRooms, rooms, watchedKey } from './rooms.js';
import type { SocketAccess, SocketRequest } from './socket-access.js';

interface SocketData {
  sessionId: string;
  username: string;
}

type AppServer = Server<
  ClientToServerEvents,
  ServerToClientEvents,
  Record<string, never>,
  SocketData
>;
type AppSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  Record<string, never>,
  SocketData
>;

export interface SocketServerOptions {
  readonly httpServer: HttpServer;
  readonly store: Store;
  readonly sessionMiddleware: RequestHandler;
  readonly access: SocketAccess;
  readonly canWatch: (
    context: RequestContext,
    type: 'instance' | 'definition',
    key: string,
  ) => Promise<boolean>;
  readonly logger: Logger;
}

export interface SocketServer {
  stop(): Promise<void>;
}

/** Sessions that run out by themselves tell nobody, so they are looked at this often. */
const CHECK_MS = 2_000;
/** Clients send keys and nothing else. */
const MAX_MESSAGE_BYTES = 10_000;
const MAX_WATCHED = 100;
const RECOVERY_MS = 2 * 60_000;

/** Tells browsers that something changed: ids and versions only, in rooms that a person may be in. */
export function createSocketServer(options: SocketServerOptions): SocketServer {
  const { httpServer, store, access, logger } = options;
  const io: AppServer = new Server(httpServer, {
    path: SOCKET_PATH,
    serveClient: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    connectionStateRecovery: { maxDisconnectionDuration: RECOVERY_MS, skipMiddlewares: false },
    allowRequest: (request, answer) => {
      answer(null, isSameOrigin(request.headers.origin, request.headers.host));
    },
  });
  io.engine.use(
    (request: SocketRequest & { _query?: { sid?: string } }, response: never, next: () => void) => {
      if (request._query?.sid === undefined)
        options.sessionMiddleware(request as never, response, next);
      else next();
    },
  );
  io.use((socket, next) => {
    admit(socket, access).then(() => {
      next();
    }, next);
  });
  io.on('connection', (socket) => {
    serve(socket, options);
  });
  const feed = openChangeFeed(store, [...announcedCollections, 'users'], logger, (change) => {
    announce(io, change, options);
  });
  let isChecking = false;
  const check = setInterval(() => {
    if (isChecking) return;
    isChecking = true;
    const checked = checkSockets([...io.sockets.sockets.values()], options).finally(() => {
      isChecking = false;
    });
    guard(logger, checked);
  }, CHECK_MS);
  return {
    stop: async () => {
      clearInterval(check);
      await feed.stop();
      await io.close();
    },
  };
}

function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

async function admit(socket: AppSocket, access: SocketAccess): Promise<void> {
  const request = socket.request as SocketRequest;
  const bearer = readBearer(request.headers.authorization);
  const sessionId = bearer === undefined ? request.session?.id : `token:${bearer}`;
  const context = sessionId === undefined ? undefined : await access.readContext(sessionId);
  if (sessionId === undefined || !context) {
    throw new NotAuthenticated('notAuthenticated', 'Expected a session, but nobody is logged in.');
  }
  socket.data.sessionId = sessionId;
  socket.data.username = context.username;
}

function serve(socket: AppSocket, options: SocketServerOptions): void {
  guard(options.logger, checkSockets([socket], options));
  const watch = (type: 'instance' | 'definition') => (key: unknown, answer: unknown) => {
    if (typeof key !== 'string' || typeof answer !== 'function') return;
    guard(
      options.logger,
      joinIfAllowed(socket, options, type, key).then((isJoined) => {
        (answer as (isJoined: boolean) => void)(isJoined);
      }),
    );
  };
  const leave = (type: 'instance' | 'definition') => (key: unknown) => {
    if (typeof key === 'string') void socket.leave(rooms[type](key));
  };
  socket.on('watchInstance', watch('instance'));
  socket.on('watchDefinition', watch('definition'));
  socket.on('unwatchInstance', leave('instance'));
  socket.on('unwatchDefinition', leave('definition'));
}

async function joinIfAllowed(
  socket: AppSocket,
  { access, canWatch }: SocketServerOptions,
  type: 'instance' | 'definition',
  key: string,
): Promise<boolean> {
  if ([...socket.rooms].filter(watchedKey).length >= MAX_WATCHED) return false;
  const context = await access.readContext(socket.data.sessionId);
  if (!context || !(await canWatch(context, type, key))) return false;
  await socket.join(rooms[type](key));
  return true;
}

/** Ends sockets whose session ended, and brings the rooms of the others up to their rights. */
async function checkSockets(
  sockets: readonly AppSocket[],
  options: SocketServerOptions,
): Promise<void> {
  const sessionIds = new Set(sockets.map((socket) => socket.data.sessionId));
  for (const sessionId of sessionIds) {
    const context = await options.access.readContext(sessionId);
    for (const socket of sockets.filter((one) => one.data.sessionId === sessionId)) {
      if (context) await syncRooms(socket, context, options);
      else end(socket);
    }
  }
}

function end(socket: AppSocket): void {
  socket.emit('sessionEnded');
  socket.disconnect(true);
}

async function syncRooms(
  socket: AppSocket,
  context: RequestContext,
  { canWatch }: SocketServerOptions,
): Promise<void> {
  const own = ownRooms(context);
  for (const room of [...socket.rooms]) {
    if (isOwnRoom(room) && !own.has(room)) await socket.leave(room);
    const watched = watchedKey(room);
    if (watched && !(await canWatch(context, watched.type, watched.key))) await socket.leave(room);
  }
  await socket.join([...own]);
}

function announce(io: AppServer, change: Change, options: SocketServerOptions): void {
  const sockets = [...io.sockets.sockets.values()];
  if (change.operation === 'deleted') {
    sockets.filter((socket) => socket.data.sessionId === change.id).forEach(end);
    return;
  }
  if (change.collection === 'users') {
    const theirs = sockets.filter(
      (socket) => socket.data.username === change.document?.['username'],
    );
    guard(
      options.logger,
      checkSockets(theirs, options).then(() => {
        const version = Number(change.document?.['sessionEpoch'] ?? 0);
        for (const socket of theirs)
          socket.emit('change', { type: 'sessionChanged', ids: {}, version });
      }),
    );
    return;
  }
  const name = change.collection as keyof AnnouncedDocuments;
  const { event, rooms: names } = describeChange(name, change.document as never);
  io.to([...new Set(names)]).emit('change', event);
}

function guard(logger: Logger, work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    logger.warn({ err: error }, 'socket work failed');
  });
}
