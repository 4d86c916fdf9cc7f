import { randomUUID } from 'node:crypto';
import { isAllowed } from '../../access/ability.js';
import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import { isRightsPreset } from '../../access/standing.js';
import type { EndpointBody, Endpoints, RoleHolding } from '../../contract/index.js';
import { Conflict, Forbidden, NotFound, Unprocessable } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import type { RoleHoldingDocument } from '../../store/organisation-models.js';
import type { Store } from '../../store/store.js';
import {
  noteChange,
  requirePerson,
  type OrganisationDependencies,
} from './organisation-dependencies.js';

/** The stakeholder register: who holds which role for a service, or for one customer of it. */
export function createRegisterHandlers(
  deps: OrganisationDependencies,
): Handlers<'searchRoleHoldings' | 'createRoleHolding' | 'deleteRoleHolding'> {
  return {
    searchRoleHoldings: searchRoleHoldings(deps),
    createRoleHolding: createRoleHolding(deps),
    deleteRoleHolding: deleteRoleHolding(deps),
  };
}

function toHolding(row: RoleHoldingDocument, names: ReadonlyMap<string, string>): RoleHolding {
  const { _id, roleId, serviceId, customerId, username, groupId } = row;
  const displayName = username === undefined ? undefined : names.get(username);
  return {
    roleHoldingKey: _id,
    roleId,
    serviceId,
    ...(customerId === undefined ? {} : { customerId }),
    ...(username === undefined ? {} : { username }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(groupId === undefined ? {} : { groupId }),
  };
}

export async function displayNamesOf(
  store: Store,
  { organisationId }: RequestContext,
  usernames: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (usernames.length === 0) return new Map();
  const people = await store.users
    .find({ organisationId, username: { $in: usernames } }, { username: 1, displayName: 1 })
    .lean()
    .exec();
  return new Map(people.map(({ username, displayName }) => [username, displayName]));
}

function searchRoleHoldings({ store }: OrganisationDependencies): HandlerOf<'searchRoleHoldings'> {
  return async ({ context, body }) => {
    const given = Object.entries(body.filter ?? {}).filter(([, value]) => value !== undefined);
    const { rows, page } = await searchRows(store.roleHoldings, {
      filter: withConditions(
        allowedRows(context, 'read', 'RoleHolding'),
        Object.fromEntries(given),
      ),
      sort: sortOf(
        body.sort,
        { serviceId: 'serviceId', roleId: 'roleId' },
        { serviceId: 1, roleId: 1 },
      ),
      page: body.page,
    });
    const usernames = rows.flatMap(({ username }) => username ?? []);
    const names = await displayNamesOf(store, context, usernames);
    return { items: rows.map((row) => toHolding(row, names)), page };
  };
}

type NewHolding = EndpointBody<Endpoints['createRoleHolding']>;

/** Rights over the whole organisation cannot be held for a part of it. */
async function requireRole(
  { store }: OrganisationDependencies,
  { organisationId }: RequestContext,
  roleId: string,
): Promise<void> {
  const role = await store.roles.findOne({ organisationId, roleId }).lean().exec();
  const rights = role?.rights ?? (isRightsPreset(roleId) ? roleId : undefined);
  if (rights === undefined) throw new NotFound('role', roleId);
  if (rights !== 'admin' && rights !== 'worker') return;
  throw new Unprocessable(
    'organisationWideRole',
    `The role '${roleId}' can only be held for the whole organisation.`,
  );
}

async function requireParts(
  deps: OrganisationDependencies,
  context: RequestContext,
  { serviceId, customerId, username, groupId, roleId }: NewHolding,
): Promise<void> {
  const { store } = deps;
  const { organisationId } = context;
  await requireRole(deps, context, roleId);
  const service = await store.services.findOne({ organisationId, serviceId }).lean().exec();
  if (!service) throw new NotFound('service', serviceId);
  if (customerId !== undefined && service.customerIds?.includes(customerId) !== true) {
    throw new NotFound(`customer of '${serviceId}'`, customerId);
  }
  if (username !== undefined) await requirePerson(deps, context, username);
  if (groupId !== undefined && !(await store.groups.exists({ organisationId, groupId }))) {
    throw new NotFound('group', groupId);
  }
}

function createRoleHolding(deps: OrganisationDependencies): HandlerOf<'createRoleHolding'> {
  const { store } = deps;
  return async ({ context, body }) => {
    const { organisationId, ability } = context;
    if (!isAllowed(ability, 'create', 'RoleHolding', body)) {
      throw new Forbidden('forbidden', `You have no right to give roles for '${body.serviceId}'.`);
    }
    await requireParts(deps, context, body);
    const { customerId = null, username = null, groupId = null } = body;
    const same = { ...body, customerId, username, groupId, organisationId };
    if (await store.roleHoldings.exists(same as never)) {
      throw new Conflict(
        'roleHeld',
        `Expected a new entry, but the role '${body.roleId}' is held.`,
      );
    }
    const holding: RoleHoldingDocument = { _id: randomUUID(), organisationId, ...definedOf(body) };
    await store.roleHoldings.create(holding);
    const subject = { subjectType: 'RoleHolding', subjectKey: body.serviceId };
    await noteChange(deps, context, { action: 'roleGiven', ...subject, after: definedOf(body) });
    const usernames = body.username === undefined ? [] : [body.username];
    return toHolding(holding, await displayNamesOf(store, context, usernames));
  };
}

function definedOf({ roleId, serviceId, customerId, username, groupId }: NewHolding) {
  return {
    roleId,
    serviceId,
    ...(customerId === undefined ? {} : { customerId }),
    ...(username === undefined ? {} : { username }),
    ...(groupId === undefined ? {} : { groupId }),
  };
}

function deleteRoleHolding(deps: OrganisationDependencies): HandlerOf<'deleteRoleHolding'> {
  const { store } = deps;
  return async ({ context, params: { roleHoldingKey: _id } }) => {
    const allowed = withConditions(allowedRows(context, 'delete', 'RoleHolding'), { _id });
    const before = await store.roleHoldings.findOneAndDelete(allowed).lean().exec();
    if (!before) throw new NotFound('entry of the register', _id);
    const subject = { subjectType: 'RoleHolding', subjectKey: before.serviceId };
    await noteChange(deps, context, { action: 'roleTaken', ...subject, before });
    return undefined;
  };
}
