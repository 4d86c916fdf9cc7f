import type { Request } from 'express';
import type { Actor } from '../../engine/index.js';
import { createAbility, type AppAbility } from '../access/ability.js';
import type { StandingReader } from '../access/standing-reader.js';
import type { Standing } from '../access/standing.js';
import { NotAuthenticated } from '../errors.js';
import type { UserDocument } from '../store/people-models.js';
import type { Store } from '../store/store.js';

declare module 'express-session' {
  interface SessionData {
    username: string;
    organisationId: string;
    /** Must equal the person's; raising it there ends all their sessions. */
    sessionEpoch: number;
    /** Epoch milliseconds of the login. */
    startedAt: number;
    csrfToken: string;
  }
}

/** Who asks, and what they may do. Read anew for every request, so that a lost role is lost at once. */
export interface RequestContext {
  readonly organisationId: string;
  readonly username: string;
  readonly person: UserDocument;
  readonly standing: Standing;
  readonly ability: AppAbility;
  readonly actor: Actor;
  readonly isAdmin: boolean;
  /** The token by which a program acts for the person; left out in a session. */
  readonly apiTokenKey?: string;
}

export function contextOf(person: UserDocument, standing: Standing): RequestContext {
  return {
    organisationId: person.organisationId,
    username: person.username,
    person,
    standing,
    ability: createAbility(person, standing),
    actor: { type: 'user', id: person.username },
    isAdmin: standing.roles.some(({ rights }) => rights === 'admin'),
  };
}

export interface SessionFields {
  readonly username?: string | undefined;
  readonly sessionEpoch?: number | undefined;
  readonly startedAt?: number | undefined;
}

/** Finds the person of a session that still holds; `undefined` when it does not. */
export async function findSessionPerson(
  store: Store,
  session: SessionFields,
  maxSeconds: number,
  now: number,
): Promise<UserDocument | undefined> {
  if (session.username === undefined || session.startedAt === undefined) return undefined;
  if (now - session.startedAt > maxSeconds * 1_000) return undefined;
  const person = await store.users.findOne({ username: session.username }).lean().exec();
  if (!person || person.isDisabled || person.sessionEpoch !== session.sessionEpoch)
    return undefined;
  return person;
}

/** Reads the context of a request or throws `NotAuthenticated`. */
export async function requireContext(
  store: Store,
  standings: StandingReader,
  request: Request,
  maxSeconds: number,
  now: number,
): Promise<RequestContext> {
  const person = await findSessionPerson(store, request.session, maxSeconds, now);
  if (!person)
    throw new NotAuthenticated('notAuthenticated', 'Expected a session, but nobody is logged in.');
  return contextOf(person, await standings.of(person));
}
