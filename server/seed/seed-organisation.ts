import type { Demo, Library } from '../../definitions/index.js';
import type { Store } from '../store/store.js';

interface Row {
  readonly _id: string;
  readonly organisationId: string;
  readonly [field: string]: unknown;
}

/** What is there already is the organisation's own, and is left alone. */
async function insertIfMissing(
  { collection }: Pick<Store['groups'], 'collection'>,
  { _id, ...fields }: Row,
): Promise<void> {
  await collection.updateOne(
    { _id: _id as never },
    { $setOnInsert: fields as never },
    { upsert: true },
  );
}

/** The roles of the library; the organisation may rename them, and add its own. */
export async function seedRoles(
  store: Store,
  { roles }: Library,
  organisationId: string,
): Promise<void> {
  for (const { id, ...role } of roles) {
    const _id = `${organisationId}/${id}`;
    await insertIfMissing(store.roles, { _id, organisationId, roleId: id, ...role });
  }
}

/** Units, groups, customers and services to try the product with, and who answers for what. */
export async function seedStructure(
  store: Store,
  { id: organisationId, units, groups, customers, services, register }: Demo['organisation'],
): Promise<void> {
  const keyOf = (id: string): string => `${organisationId}/${id}`;
  for (const { id, name, parentUnitId } of units) {
    const parent = parentUnitId === undefined ? {} : { parentUnitId };
    await insertIfMissing(store.units, {
      _id: keyOf(id),
      organisationId,
      unitId: id,
      name,
      ...parent,
    });
  }
  for (const { id, name, unitId } of groups) {
    const unit = unitId === undefined ? {} : { unitId };
    await insertIfMissing(store.groups, {
      _id: keyOf(id),
      organisationId,
      groupId: id,
      name,
      ...unit,
    });
  }
  for (const { id, name } of customers) {
    await insertIfMissing(store.customers, {
      _id: keyOf(id),
      organisationId,
      customerId: id,
      name,
    });
  }
  for (const { id, ...service } of services) {
    await insertIfMissing(store.services, {
      _id: keyOf(id),
      organisationId,
      serviceId: id,
      ...service,
    });
  }
  await seedRegister(store, organisationId, register);
}

async function seedRegister(
  store: Store,
  organisationId: string,
  register: Demo['organisation']['register'],
): Promise<void> {
  for (const { roleId, serviceId, customerId, username } of register) {
    const customer = customerId === undefined ? {} : { customerId };
    const _id = [organisationId, serviceId, customerId ?? '', roleId, username].join('/');
    await insertIfMissing(store.roleHoldings, {
      _id,
      organisationId,
      roleId,
      serviceId,
      ...customer,
      username,
    });
  }
}
