import MongoStore from 'connect-mongo';
import type { RequestHandler } from 'express';
import session from 'express-session';
import { createHash } from 'node:crypto';
import type { Config } from '../config.js';
import type { Store } from '../store/store.js';

const LONGEST_TOUCH_SECONDS = 60;

/** Name of the cookie; one per port, so that two products on one host do not log each other out. */
export function sessionCookieName(port: number): string {
  return `lemniscate.${String(port)}`;
}

/** Sessions live in the store, so that every server knows them; the cookie holds only a signed random id. */
export function createSessionMiddleware(
  config: Config,
  store: Store,
  secret: string,
): RequestHandler {
  const { idleSeconds } = config.session;
  return session({
    name: sessionCookieName(config.port),
    secret: createHash('sha256').update(secret).digest('hex'),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    proxy: config.trustProxy > 0,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: config.hasSecureCookies,
      maxAge: idleSeconds * 1_000,
      path: '/',
    },
    store: MongoStore.create({
      // The session store and mongoose carry a driver each; what is used of the client is the same in both.
      client: store.connection.getClient() as never,
      dbName: store.connection.name,
      collectionName: 'sessions',
      stringify: false,
      ttl: idleSeconds,
      touchAfter: Math.min(LONGEST_TOUCH_SECONDS, idleSeconds / 4),
    }),
  });
}
