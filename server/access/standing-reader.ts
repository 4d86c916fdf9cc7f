import type { RoleDocument, RoleHoldingDocument } from '../store/organisation-models.js';
import type { UserDocument } from '../store/people-models.js';
import type { Store } from '../store/store.js';
import {
  isRightsPreset,
  type AbsentPerson,
  type HeldRole,
  type ServiceRole,
  type Standing,
} from './standing.js';

export interface StandingReader {
  of(person: UserDocument): Promise<Standing>;
  /** Names of every role of the organisation, by id. */
  roleNames(organisationId: string): Promise<Record<string, string>>;
  /** Something was changed here: what was read before is worth nothing. */
  forget(): void;
}

/** Changes made by another server are seen after this time at the latest. */
const KEPT_MS = 1_000;

interface Kept<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

function createShortMemory<Value>() {
  let kept = new Map<string, Kept<Value>>();
  return {
    read(key: string, load: () => Promise<Value>): Promise<Value> {
      const at = Date.now();
      const known = kept.get(key);
      if (known && known.until > at) return known.value;
      kept = new Map([...kept].filter(([, one]) => one.until > at));
      const value = load();
      kept.set(key, { value, until: at + KEPT_MS });
      value.catch(() => kept.delete(key));
      return value;
    },
    forget(): void {
      kept.clear();
    },
  };
}

/** Reads roles, register and absences once per request, and not again within a moment. */
export function createStandingReader(store: Store, now: () => Date): StandingReader {
  const catalogues = createShortMemory<ReadonlyMap<string, RoleDocument>>();
  const standings = createShortMemory<Standing>();
  const catalogueOf = (organisationId: string) =>
    catalogues.read(organisationId, () => loadCatalogue(store, organisationId));
  return {
    of: (person) => {
      // A changed person is another key, so that a lost role is lost at once.
      const { organisationId, username, roles, groups } = person;
      const key = JSON.stringify([organisationId, username, roles, groups]);
      return standings.read(key, async () =>
        loadStanding(store, await catalogueOf(organisationId), person, now()),
      );
    },
    roleNames: async (organisationId) => {
      const catalogue = await catalogueOf(organisationId);
      return Object.fromEntries([...catalogue.values()].map(({ roleId, name }) => [roleId, name]));
    },
    forget: () => {
      catalogues.forget();
      standings.forget();
    },
  };
}

async function loadCatalogue(
  store: Store,
  organisationId: string,
): Promise<ReadonlyMap<string, RoleDocument>> {
  const roles = await store.roles.find({ organisationId }).lean().exec();
  return new Map(roles.map((role) => [role.roleId, role]));
}

async function loadStanding(
  store: Store,
  catalogue: ReadonlyMap<string, RoleDocument>,
  person: UserDocument,
  at: Date,
): Promise<Standing> {
  const [holdings, substitutesFor] = await Promise.all([
    loadHoldings(store, person),
    loadAbsent(store, catalogue, person, at),
  ]);
  return {
    roles: person.roles.flatMap((roleId) => heldRole(catalogue, roleId) ?? []),
    serviceRoles: serviceRolesOf(catalogue, holdings),
    substitutesFor,
  };
}

function loadHoldings(
  store: Store,
  { organisationId, username, groups }: UserDocument,
): Promise<RoleHoldingDocument[]> {
  const holders = [{ username }, ...(groups.length === 0 ? [] : [{ groupId: { $in: groups } }])];
  return store.roleHoldings.find({ organisationId, $or: holders }).lean().exec();
}

async function loadAbsent(
  store: Store,
  catalogue: ReadonlyMap<string, RoleDocument>,
  { organisationId, username }: UserDocument,
  at: Date,
): Promise<AbsentPerson[]> {
  const absences = await store.absences
    .find({ organisationId, substitute: username, from: { $lte: at }, to: { $gt: at } })
    .lean()
    .exec();
  const found = await Promise.all(
    absences.map(async (absence) => {
      const absent = await store.users
        .findOne({ organisationId, username: absence.username })
        .lean()
        .exec();
      if (!absent) return [];
      const holdings = await loadHoldings(store, absent);
      return [
        {
          username: absent.username,
          displayName: absent.displayName,
          until: absence.to,
          roles: absent.roles,
          serviceRoles: serviceRolesOf(catalogue, holdings),
        },
      ];
    }),
  );
  return found.flat();
}

/** A role that the catalogue no longer knows gives nothing. */
function heldRole(
  catalogue: ReadonlyMap<string, RoleDocument>,
  roleId: string,
): HeldRole | undefined {
  const rights = catalogue.get(roleId)?.rights ?? (isRightsPreset(roleId) ? roleId : undefined);
  return rights === undefined ? undefined : { roleId, rights };
}

function serviceRolesOf(
  catalogue: ReadonlyMap<string, RoleDocument>,
  holdings: readonly RoleHoldingDocument[],
): ServiceRole[] {
  return holdings.flatMap(({ roleId, serviceId, customerId }) => {
    const held = heldRole(catalogue, roleId);
    if (held === undefined) return [];
    return [{ ...held, serviceId, ...(customerId === undefined ? {} : { customerId }) }];
  });
}
