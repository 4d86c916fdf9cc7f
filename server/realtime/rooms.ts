import type { RightsPreset } from '../contract/index.js';
import type { ServiceRole } from '../access/standing.js';
import type { RequestContext } from '../http/request-context.js';

/** Names of rooms; those of people, groups, roles and rights carry the organisation. */
export const rooms = {
  user: (organisationId: string, username: string) => `user:${organisationId}:${username}`,
  group: (organisationId: string, group: string) => `group:${organisationId}:${group}`,
  /** `agent`, or `agent@payroll` for those who hold it for one service. */
  role: (organisationId: string, roleId: string) => `role:${organisationId}:${roleId}`,
  /** Whoever has these rights, by whatever role. */
  rights: (organisationId: string, rights: RightsPreset) => `rights:${organisationId}:${rights}`,
  serviceRights: (organisationId: string, serviceId: string, rights: RightsPreset) =>
    `rights:${organisationId}:${rights}@${serviceId}`,
  /** Whoever stands in for somebody absent. */
  substitutes: (organisationId: string, username: string) =>
    `substitutes:${organisationId}:${username}`,
  instance: (instanceId: string) => `instance:${instanceId}`,
  definition: (processDefinitionKey: string) => `definition:${processDefinitionKey}`,
} as const;

/** Rooms that a person is in without asking. */
export function ownRooms({
  organisationId,
  person,
  standing,
}: Pick<RequestContext, 'organisationId' | 'person' | 'standing'>): Set<string> {
  const { roles, serviceRoles, substitutesFor } = standing;
  const serviceRooms = (held: readonly ServiceRole[]): string[] =>
    held.map(({ roleId, serviceId, customerId }) =>
      rooms.role(
        organisationId,
        [roleId, serviceId].join('@') + (customerId === undefined ? '' : `/${customerId}`),
      ),
    );
  return new Set([
    rooms.user(organisationId, person.username),
    ...person.groups.map((group) => rooms.group(organisationId, group)),
    ...roles.flatMap(({ roleId, rights }) => [
      rooms.role(organisationId, roleId),
      rooms.rights(organisationId, rights),
    ]),
    ...serviceRooms(serviceRoles),
    ...serviceRoles.map(({ serviceId, rights }) =>
      rooms.serviceRights(organisationId, serviceId, rights),
    ),
    ...substitutesFor.flatMap((absent) => [
      rooms.substitutes(organisationId, absent.username),
      ...absent.roles.map((roleId) => rooms.role(organisationId, roleId)),
      ...serviceRooms(absent.serviceRoles),
    ]),
  ]);
}

export function isOwnRoom(room: string): boolean {
  return /^(user|group|role|rights|substitutes):/.test(room);
}

/** The key of a watched thing, if the room is one of those. */
export function watchedKey(
  room: string,
): { readonly type: 'instance' | 'definition'; readonly key: string } | undefined {
  const match = /^(instance|definition):(.+)$/.exec(room);
  if (!match) return undefined;
  return { type: match[1] as 'instance' | 'definition', key: match[2] as string };
}
