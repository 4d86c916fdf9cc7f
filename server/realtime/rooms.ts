import type { RequestContext } from '../http/request-context.js';

/** Names of rooms; those of people, groups and roles carry the organisation. */
export const rooms = {
  user: (organisationId: string, username: string) => `user:${organisationId}:${username}`,
  group: (organisationId: string, group: string) => `group:${organisationId}:${group}`,
  /** `agent`, or `agent@payroll` for those who hold it for one service. */
  role: (organisationId: string, role: string) => `role:${organisationId}:${role}`,
  instance: (instanceId: string) => `instance:${instanceId}`,
  definition: (processDefinitionKey: string) => `definition:${processDefinitionKey}`,
} as const;

/** Rooms that a person is in without asking. */
export function ownRooms({
  organisationId,
  person,
}: Pick<RequestContext, 'organisationId' | 'person'>): Set<string> {
  return new Set([
    rooms.user(organisationId, person.username),
    ...person.groups.map((group) => rooms.group(organisationId, group)),
    ...person.roles.map((role) => rooms.role(organisationId, role)),
  ]);
}

export function isOwnRoom(room: string): boolean {
  return /^(user|group|role):/.test(room);
}

/** The key of a watched thing, if the room is one of those. */
export function watchedKey(
  room: string,
): { readonly type: 'instance' | 'definition'; readonly key: string } | undefined {
  const match = /^(instance|definition):(.+)$/.exec(room);
  if (!match) return undefined;
  return { type: match[1] as 'instance' | 'definition', key: match[2] as string };
}
