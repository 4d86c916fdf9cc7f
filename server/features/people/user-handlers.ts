import { isRightsPreset } from '../../access/standing.js';
import type { EndpointBody, Endpoints, User } from '../../contract/index.js';
import { Conflict, InvalidRequest, NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { containsText, searchRows, sortOf } from '../../http/search-rows.js';
import type { UserDocument } from '../../store/people-models.js';
import type { Store } from '../../store/store.js';
import type { AuditLog } from '../audit/audit-log.js';
import { hashPassword } from './passwords.js';

type UserEndpoints = 'createUser' | 'searchUsers' | 'updateUser' | 'setUserPassword';

export interface UserDependencies {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly now: () => Date;
}

export function createUserHandlers(deps: UserDependencies): Handlers<UserEndpoints> {
  return {
    createUser: createUser(deps),
    searchUsers: ({ context, body }) => searchUsers(deps.store, context, body),
    updateUser: updateUser(deps),
    setUserPassword: setUserPassword(deps),
  };
}

async function searchUsers(
  store: Store,
  context: RequestContext,
  body: EndpointBody<Endpoints['searchUsers']>,
) {
  const { text, role, group, isDisabled } = body.filter ?? {};
  const filter: Record<string, unknown> = {
    organisationId: context.organisationId,
    ...(role === undefined ? {} : { roles: role }),
    ...(group === undefined ? {} : { groups: group }),
    ...(isDisabled === undefined ? {} : { isDisabled }),
    ...(text === undefined || text === ''
      ? {}
      : { $or: [{ username: containsText(text) }, { displayName: containsText(text) }] }),
  };
  const columns = {
    username: 'username',
    displayName: 'displayName',
    createdAt: 'createdAt',
  } as const;
  const sort = sortOf(body.sort, columns, { displayName: 1 });
  const { rows, page } = await searchRows(store.users, { filter, sort, page: body.page });
  return { items: rows.map(toUser), page };
}

async function buildPerson(
  { now }: UserDependencies,
  context: RequestContext,
  fields: Pick<UserDocument, 'username' | 'displayName' | 'roles' | 'groups'> & {
    email?: string | undefined;
  },
  password: string,
): Promise<UserDocument> {
  return {
    _id: fields.username,
    organisationId: context.organisationId,
    username: fields.username,
    displayName: fields.displayName,
    ...(fields.email === undefined ? {} : { email: fields.email }),
    roles: fields.roles,
    groups: fields.groups,
    locale: context.person.locale,
    zone: context.person.zone,
    passwordHash: await hashPassword(password),
    mustChangePassword: true,
    isDisabled: false,
    sessionEpoch: 1,
    createdAt: now(),
  };
}

/** Roles are data: only those of the catalogue, and the rights presets, can be held. */
async function requireRoles(
  { store }: UserDependencies,
  { organisationId }: RequestContext,
  roles: readonly string[] = [],
): Promise<void> {
  const known = await store.roles
    .find({ organisationId, roleId: { $in: roles } })
    .lean()
    .exec();
  const errors = roles.flatMap((roleId, index) => {
    if (isRightsPreset(roleId) || known.some((role) => role.roleId === roleId)) return [];
    const path = `roles.${String(index)}`;
    return [{ path, rule: 'unknownRole', message: `'${roleId}' is no role of the organisation` }];
  });
  if (errors.length === 0) return;
  throw new InvalidRequest('invalidRequest', 'Expected roles of the organisation.', { errors });
}

async function requireGroups(
  { store }: UserDependencies,
  { organisationId }: RequestContext,
  groups: readonly string[] = [],
): Promise<void> {
  const known = await store.groups
    .find({ organisationId, groupId: { $in: groups } })
    .lean()
    .exec();
  const errors = groups.flatMap((groupId, index) => {
    if (known.some((group) => group.groupId === groupId)) return [];
    const path = `groups.${String(index)}`;
    return [
      { path, rule: 'unknownGroup', message: `'${groupId}' is no group of the organisation` },
    ];
  });
  if (errors.length === 0) return;
  throw new InvalidRequest('invalidRequest', 'Expected groups of the organisation.', { errors });
}

async function findPerson(
  store: Store,
  { organisationId }: RequestContext,
  username: string,
): Promise<UserDocument> {
  const person = await store.users.findOne({ organisationId, username }).lean().exec();
  if (!person) throw new NotFound('user', username);
  return person;
}

/** An admin who shuts themselves out could leave nobody who can open again. */
function refuseSelfLockout(
  context: RequestContext,
  username: string,
  body: { isDisabled?: boolean | undefined; roles?: string[] | undefined },
): void {
  if (context.username !== username) return;
  if (body.isDisabled === true || (body.roles && !body.roles.includes('admin'))) {
    throw new Conflict(
      'selfLockout',
      'Expected another admin to do this: you would shut yourself out.',
    );
  }
}

function change({ organisationId, username }: RequestContext, subjectKey: string) {
  return { organisationId, actor: username, subjectType: 'User', subjectKey };
}

function toUser(person: UserDocument): User {
  return {
    username: person.username,
    displayName: person.displayName,
    ...(person.email === undefined ? {} : { email: person.email }),
    roles: person.roles,
    groups: person.groups,
    isDisabled: person.isDisabled,
    createdAt: person.createdAt.toISOString(),
    ...(person.lastLoginAt === undefined ? {} : { lastLoginAt: person.lastLoginAt.toISOString() }),
  };
}

function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000;
}

function createUser(deps: UserDependencies): HandlerOf<'createUser'> {
  const { store, audit } = deps;
  return async ({ context, body }) => {
    const { password, ...fields } = body;
    await requireRoles(deps, context, fields.roles);
    await requireGroups(deps, context, fields.groups);
    const person = await buildPerson(deps, context, fields, password);
    try {
      await store.users.create(person);
    } catch (cause) {
      if (!isDuplicateKey(cause)) throw cause;
      throw new Conflict(
        'usernameTaken',
        `Expected a new user name, but '${body.username}' exists.`,
        { cause },
      );
    }
    await audit.record({
      ...change(context, body.username),
      action: 'userCreated',
      after: fields,
    });
    return toUser(person);
  };
}

function updateUser(deps: UserDependencies): HandlerOf<'updateUser'> {
  const { store, audit } = deps;
  return async ({ context, params, body }) => {
    const before = await findPerson(store, context, params.username);
    refuseSelfLockout(context, params.username, body);
    await requireRoles(deps, context, body.roles);
    await requireGroups(deps, context, body.groups);
    const isCut = body.isDisabled === true && !before.isDisabled;
    const update = { $set: body, ...(isCut ? { $inc: { sessionEpoch: 1 } } : {}) };
    const after = await store.users
      .findOneAndUpdate({ _id: before._id }, update, { returnDocument: 'after' })
      .lean()
      .exec();
    if (!after) throw new NotFound('user', params.username);
    const changed = Object.keys(body) as (keyof typeof body)[];
    await audit.record({
      ...change(context, params.username),
      action: 'userUpdated',
      before: Object.fromEntries(changed.map((field) => [field, before[field]])),
      after: body,
    });
    return toUser(after);
  };
}

function setUserPassword(deps: UserDependencies): HandlerOf<'setUserPassword'> {
  const { store, audit } = deps;
  return async ({ context, params, body }) => {
    const person = await findPerson(store, context, params.username);
    const passwordHash = await hashPassword(body.password);
    const update = {
      $set: { passwordHash, mustChangePassword: true },
      $inc: { sessionEpoch: 1 },
    };
    await store.users.updateOne({ _id: person._id }, update).exec();
    await audit.record({ ...change(context, params.username), action: 'passwordSet' });
    return undefined;
  };
}
