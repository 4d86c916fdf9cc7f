import { packRules } from '@casl/ability/extra';
import type { Request } from 'express';
import { promisify } from 'node:util';
import type { StandingReader } from '../../access/standing-reader.js';
import type { Standing } from '../../access/standing.js';
import type { Config } from '../../config.js';
import type { Session } from '../../contract/index.js';
import { InvalidRequest, NotAuthenticated } from '../../errors.js';
import { createCsrfToken } from '../../http/csrf.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import { contextOf } from '../../http/request-context.js';
import type { UserDocument } from '../../store/people-models.js';
import type { Store } from '../../store/store.js';
import type { AuditLog } from '../audit/audit-log.js';
import { hashPassword, isPassword } from './passwords.js';

type SessionEndpoints =
  'createSession' | 'getSession' | 'deleteSession' | 'updatePreferences' | 'changePassword';

export interface SessionDependencies {
  readonly store: Store;
  readonly config: Config;
  readonly audit: AuditLog;
  readonly standings: StandingReader;
  readonly now: () => Date;
}

export function createSessionHandlers(deps: SessionDependencies): Handlers<SessionEndpoints> {
  return {
    createSession: createSession(deps),
    getSession: getSession(deps),
    deleteSession: deleteSession(deps),
    updatePreferences: updatePreferences(deps),
    changePassword: changePassword(deps),
  };
}

function subjectOf(person: UserDocument) {
  return {
    organisationId: person.organisationId,
    actor: person.username,
    subjectType: 'User',
    subjectKey: person.username,
  };
}

async function recordFailure(
  { audit }: SessionDependencies,
  username: string,
  person: UserDocument | null,
): Promise<void> {
  if (!person) return;
  await audit.record({
    ...subjectOf(person),
    actor: username.slice(0, 100),
    action: 'loginFailed',
  });
}

function requireZone(zone: string | undefined): void {
  if (zone === undefined) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch (cause) {
    throw new InvalidRequest('unknownZone', `Expected an IANA time zone, but got '${zone}'.`, {
      cause,
    });
  }
}

/** A new session id at every login: an id that was known before is worth nothing. */
async function establishSession(
  deps: SessionDependencies,
  request: Request,
  person: UserDocument,
): Promise<void> {
  await promisify(request.session.regenerate.bind(request.session))();
  const { session } = request;
  session.username = person.username;
  session.organisationId = person.organisationId;
  session.sessionEpoch = person.sessionEpoch;
  session.startedAt = deps.now().getTime();
  session.csrfToken = createCsrfToken();
  await promisify(session.save.bind(session))();
  await deps.store.users
    .updateOne({ _id: person._id }, { $set: { lastLoginAt: deps.now() } })
    .exec();
}

function describePerson(person: UserDocument, standing: Standing): Session['person'] {
  return {
    username: person.username,
    displayName: person.displayName,
    roles: person.roles,
    serviceRoles: standing.serviceRoles.map(({ roleId, serviceId, customerId }) => ({
      roleId,
      serviceId,
      ...(customerId === undefined ? {} : { customerId }),
    })),
    groups: person.groups,
    substitutesFor: standing.substitutesFor.map(({ username, displayName, until }) => ({
      username,
      displayName,
      until: until.toISOString(),
    })),
    locale: person.locale,
    zone: person.zone,
    ...(person.colorScheme === undefined ? {} : { colorScheme: person.colorScheme }),
    ...(person.mustChangePassword === undefined
      ? {}
      : { mustChangePassword: person.mustChangePassword }),
  };
}

async function describeSession(
  { store, config, standings, now }: SessionDependencies,
  request: Request,
  person: UserDocument,
): Promise<Session> {
  const [organisation, standing, roleNames] = await Promise.all([
    store.organisations.findById(person.organisationId).lean().exec(),
    standings.of(person),
    standings.roleNames(person.organisationId),
  ]);
  const { ability, isAdmin } = contextOf(person, standing);
  const { uiUrl } = config.temporal;
  const startedAt = request.session.startedAt ?? now().getTime();
  return {
    person: describePerson(person, standing),
    organisation: { id: person.organisationId, name: organisation?.name ?? person.organisationId },
    roleNames,
    abilities: packRules(ability.rules as never) as unknown[][],
    csrfToken: request.session.csrfToken ?? '',
    idleEndsAt: new Date(now().getTime() + config.session.idleSeconds * 1_000).toISOString(),
    endsAt: new Date(startedAt + config.session.maxSeconds * 1_000).toISOString(),
    ...(isAdmin && uiUrl !== undefined ? { temporalUiUrl: uiUrl } : {}),
  };
}

function createSession(deps: SessionDependencies): HandlerOf<'createSession'> {
  const { store, audit } = deps;
  return async ({ body, request }) => {
    const person = await store.users
      .findOne({ username: body.username.toLowerCase() })
      .lean()
      .exec();
    const isRight = await isPassword(person?.passwordHash, body.password);
    if (!person || !isRight || person.isDisabled) {
      await recordFailure(deps, body.username, person);
      throw new NotAuthenticated('wrongCredentials', 'Expected a valid name and password.');
    }
    await establishSession(deps, request, person);
    await audit.record({ ...subjectOf(person), action: 'sessionCreated' });
    return describeSession(deps, request, person);
  };
}

function getSession(deps: SessionDependencies): HandlerOf<'getSession'> {
  return ({ context, request }) => describeSession(deps, request, context.person);
}

function deleteSession(deps: SessionDependencies): HandlerOf<'deleteSession'> {
  const { audit } = deps;
  return async ({ context, request }) => {
    await promisify(request.session.destroy.bind(request.session))();
    await audit.record({ ...subjectOf(context.person), action: 'sessionDeleted' });
    return undefined;
  };
}

function updatePreferences(deps: SessionDependencies): HandlerOf<'updatePreferences'> {
  const { store, audit } = deps;
  return async ({ context, body, request }) => {
    requireZone(body.zone);
    const changed = { ...context.person, ...body };
    await store.users.updateOne({ _id: context.person._id }, { $set: body }).exec();
    await audit.record({
      ...subjectOf(context.person),
      action: 'preferencesChanged',
      after: body,
    });
    return describeSession(deps, request, changed as UserDocument);
  };
}

function changePassword(deps: SessionDependencies): HandlerOf<'changePassword'> {
  const { store, audit } = deps;
  return async ({ context, body, request }) => {
    const { person } = context;
    if (!(await isPassword(person.passwordHash, body.currentPassword))) {
      throw new InvalidRequest(
        'wrongPassword',
        'Expected the current password, but it is another.',
        {
          errors: [
            { path: 'currentPassword', rule: 'wrongPassword', message: 'is not your password' },
          ],
        },
      );
    }
    const passwordHash = await hashPassword(body.newPassword);
    const sessionEpoch = person.sessionEpoch + 1;
    const update = { $set: { passwordHash, sessionEpoch }, $unset: { mustChangePassword: '' } };
    await store.users.updateOne({ _id: person._id }, update).exec();
    await establishSession(deps, request, { ...person, sessionEpoch });
    await audit.record({ ...subjectOf(person), action: 'passwordChanged' });
    return undefined;
  };
}
