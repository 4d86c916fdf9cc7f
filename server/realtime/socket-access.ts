import type { IncomingMessage } from 'node:http';
import type { Session, SessionData } from 'express-session';
import type { TokenAccess } from '../http/token-context.js';
import type { StandingReader } from '../access/standing-reader.js';
import type { RequestContext } from '../http/request-context.js';
import { contextOf, findSessionPerson } from '../http/request-context.js';
import type { Store } from '../store/store.js';

export type SocketRequest = IncomingMessage & { session?: Session & Partial<SessionData> };

export interface SocketAccess {
  /** The person behind a session, or behind `token:` and a hash, as it stands in the store now; `undefined` when it ended. */
  readContext(sessionId: string): Promise<RequestContext | undefined>;
}

interface StoredSession {
  readonly expires?: Date;
  readonly session: {
    readonly username?: string;
    readonly sessionEpoch?: number;
    readonly startedAt?: number;
  };
}

export function createSocketAccess(
  store: Store,
  standings: StandingReader,
  tokens: TokenAccess,
  maxSeconds: number,
  now: () => Date,
): SocketAccess {
  return {
    readContext: async (sessionId) => {
      const tokenHash = /^token:(.+)$/.exec(sessionId)?.[1];
      if (tokenHash !== undefined) return tokens.readContext(tokenHash);
      const sessions = store.connection.collection('sessions');
      const stored = (await sessions.findOne({ _id: sessionId as never })) as StoredSession | null;
      if (!stored || (stored.expires !== undefined && stored.expires <= now())) return undefined;
      const person = await findSessionPerson(store, stored.session, maxSeconds, now().getTime());
      return person ? contextOf(person, await standings.of(person)) : undefined;
    },
  };
}
