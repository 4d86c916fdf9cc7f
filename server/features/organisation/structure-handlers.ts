import type { Customer, OrganisationRole, Unit } from '../../contract/index.js';
import { organisationIdSchema } from '../../contract/organisation.js';
import { roleIdSchema } from '../../contract/ability.js';
import { isRightsPreset } from '../../access/standing.js';
import { Conflict, InvalidRequest, NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { containsText, searchRows, sortOf } from '../../http/search-rows.js';
import type {
  CustomerDocument,
  RoleDocument,
  UnitDocument,
} from '../../store/organisation-models.js';
import { keyOf, noteChange, type OrganisationDependencies } from './organisation-dependencies.js';

type StructureEndpoints =
  | 'searchRoles'
  | 'putRole'
  | 'deleteRole'
  | 'searchUnits'
  | 'putUnit'
  | 'deleteUnit'
  | 'searchCustomers'
  | 'putCustomer';

/** Roles, units and customers of the organisation. */
export function createStructureHandlers(
  deps: OrganisationDependencies,
): Handlers<StructureEndpoints> {
  return {
    searchRoles: searchRoles(deps),
    putRole: putRole(deps),
    deleteRole: deleteRole(deps),
    searchUnits: searchUnits(deps),
    putUnit: putUnit(deps),
    deleteUnit: deleteUnit(deps),
    searchCustomers: searchCustomers(deps),
    putCustomer: putCustomer(deps),
  };
}

/** Rows of the organisation whose name or id holds the text. */
export function textFilterOf(
  { organisationId }: RequestContext,
  idField: string,
  text: string | undefined,
): Record<string, unknown> {
  if (text === undefined || text === '') return { organisationId };
  return { organisationId, $or: [{ name: containsText(text) }, { [idField]: containsText(text) }] };
}

/** Ids come in the path: they are held to the same pattern as in a body. */
export function requireId(id: string, field: string, schema = organisationIdSchema): void {
  const parsed = schema.safeParse(id);
  if (parsed.success) return;
  const message = parsed.error.issues[0]?.message ?? '';
  throw new InvalidRequest('invalidRequest', message, {
    errors: [{ path: field, rule: 'invalid_format', message }],
  });
}

function toRole({ roleId, name, description, rights }: RoleDocument): OrganisationRole {
  return { roleId, name, ...(description === undefined ? {} : { description }), rights };
}

function toUnit({ unitId, name, parentUnitId }: UnitDocument): Unit {
  return { unitId, name, ...(parentUnitId === undefined ? {} : { parentUnitId }) };
}

function toCustomer({ customerId, name }: CustomerDocument): Customer {
  return { customerId, name };
}

function searchRoles({ store }: OrganisationDependencies): HandlerOf<'searchRoles'> {
  return async ({ context, body }) => {
    const filter = textFilterOf(context, 'roleId', body.filter?.text);
    const sort = sortOf(body.sort, { name: 'name', roleId: 'roleId' }, { name: 1 });
    const { rows, page } = await searchRows(store.roles, { filter, sort, page: body.page });
    return { items: rows.map(toRole), page };
  };
}

function putRole(deps: OrganisationDependencies): HandlerOf<'putRole'> {
  const { store } = deps;
  return async ({ context, params: { roleId }, body }) => {
    requireId(roleId, 'roleId', roleIdSchema);
    if (isRightsPreset(roleId) && body.rights !== roleId) {
      throw new Conflict('fixedRights', `The role '${roleId}' always has its own rights.`);
    }
    const _id = keyOf(context, roleId);
    const before = await store.roles.findById(_id).lean().exec();
    const after = { organisationId: context.organisationId, roleId, ...body };
    await store.roles.replaceOne({ _id }, after, { upsert: true }).exec();
    const subject = { subjectType: 'Role', subjectKey: roleId };
    await noteChange(deps, context, { action: 'rolePut', ...subject, before, after: body });
    return toRole({ _id, ...after } as RoleDocument);
  };
}

function deleteRole(deps: OrganisationDependencies): HandlerOf<'deleteRole'> {
  const { store } = deps;
  return async ({ context, params: { roleId } }) => {
    const { organisationId } = context;
    const _id = keyOf(context, roleId);
    const before = await store.roles.findById(_id).lean().exec();
    if (!before) throw new NotFound('role', roleId);
    const isHeld =
      isRightsPreset(roleId) ||
      (await store.users.exists({ organisationId, roles: roleId })) !== null ||
      (await store.roleHoldings.exists({ organisationId, roleId })) !== null;
    if (isHeld) {
      throw new Conflict(
        'roleInUse',
        `Expected a role that nobody holds, but '${roleId}' is held.`,
      );
    }
    await store.roles.deleteOne({ _id }).exec();
    const subject = { subjectType: 'Role', subjectKey: roleId };
    await noteChange(deps, context, { action: 'roleDeleted', ...subject, before });
    return undefined;
  };
}

function searchUnits({ store }: OrganisationDependencies): HandlerOf<'searchUnits'> {
  return async ({ context, body }) => {
    const filter = textFilterOf(context, 'unitId', body.filter?.text);
    const sort = sortOf(body.sort, { name: 'name', unitId: 'unitId' }, { name: 1 });
    const { rows, page } = await searchRows(store.units, { filter, sort, page: body.page });
    return { items: rows.map(toUnit), page };
  };
}

/** A unit stands somewhere in the tree: its parents are known, and it is none of them. */
async function requireParent(
  { store }: OrganisationDependencies,
  context: RequestContext,
  unitId: string,
  parentUnitId: string | undefined,
): Promise<void> {
  let above = parentUnitId;
  while (above !== undefined) {
    if (above === unitId) {
      throw new Conflict('unitCycle', `Expected a tree, but '${unitId}' would be part of itself.`);
    }
    const unit: UnitDocument | null = await store.units
      .findById(keyOf(context, above))
      .lean()
      .exec();
    if (!unit) throw new NotFound('unit', above);
    above = unit.parentUnitId;
  }
}

function putUnit(deps: OrganisationDependencies): HandlerOf<'putUnit'> {
  const { store } = deps;
  return async ({ context, params: { unitId }, body }) => {
    requireId(unitId, 'unitId');
    await requireParent(deps, context, unitId, body.parentUnitId);
    const _id = keyOf(context, unitId);
    const before = await store.units.findById(_id).lean().exec();
    const after = { organisationId: context.organisationId, unitId, ...body };
    await store.units.replaceOne({ _id }, after, { upsert: true }).exec();
    const subject = { subjectType: 'Unit', subjectKey: unitId };
    await noteChange(deps, context, { action: 'unitPut', ...subject, before, after: body });
    return toUnit({ _id, ...after } as UnitDocument);
  };
}

function deleteUnit(deps: OrganisationDependencies): HandlerOf<'deleteUnit'> {
  const { store } = deps;
  return async ({ context, params: { unitId } }) => {
    const { organisationId } = context;
    const _id = keyOf(context, unitId);
    const before = await store.units.findById(_id).lean().exec();
    if (!before) throw new NotFound('unit', unitId);
    const holdsSomething =
      (await store.units.exists({ organisationId, parentUnitId: unitId })) !== null ||
      (await store.groups.exists({ organisationId, unitId })) !== null;
    if (holdsSomething) {
      throw new Conflict('unitInUse', `Expected an empty unit, but '${unitId}' holds something.`);
    }
    await store.units.deleteOne({ _id }).exec();
    const subject = { subjectType: 'Unit', subjectKey: unitId };
    await noteChange(deps, context, { action: 'unitDeleted', ...subject, before });
    return undefined;
  };
}

function searchCustomers({ store }: OrganisationDependencies): HandlerOf<'searchCustomers'> {
  return async ({ context, body }) => {
    const filter = textFilterOf(context, 'customerId', body.filter?.text);
    const sort = sortOf(body.sort, { name: 'name', customerId: 'customerId' }, { name: 1 });
    const { rows, page } = await searchRows(store.customers, { filter, sort, page: body.page });
    return { items: rows.map(toCustomer), page };
  };
}

function putCustomer(deps: OrganisationDependencies): HandlerOf<'putCustomer'> {
  const { store } = deps;
  return async ({ context, params: { customerId }, body }) => {
    requireId(customerId, 'customerId');
    const _id = keyOf(context, customerId);
    const before = await store.customers.findById(_id).lean().exec();
    const after = { organisationId: context.organisationId, customerId, ...body };
    await store.customers.replaceOne({ _id }, after, { upsert: true }).exec();
    const subject = { subjectType: 'Customer', subjectKey: customerId };
    await noteChange(deps, context, { action: 'customerPut', ...subject, before, after: body });
    return toCustomer({ _id, ...after });
  };
}
