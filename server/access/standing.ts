import { rightsPresets, type RightsPreset } from '../contract/index.js';

/** A part of the organisation that a role is held for. */
export interface RoleScope {
  readonly serviceId: string;
  /** Left out: every customer of the service. */
  readonly customerId?: string;
}

export interface HeldRole {
  readonly roleId: string;
  readonly rights: RightsPreset;
}

export interface ServiceRole extends HeldRole, RoleScope {}

/** Somebody in whose place a person acts for now. */
export interface AbsentPerson {
  readonly username: string;
  readonly displayName: string;
  readonly until: Date;
  readonly roles: readonly string[];
  readonly serviceRoles: readonly ServiceRole[];
}

/** What a person's rights follow from besides their name and groups. */
export interface Standing {
  /** Held for the whole organisation. */
  readonly roles: readonly HeldRole[];
  readonly serviceRoles: readonly ServiceRole[];
  readonly substitutesFor: readonly AbsentPerson[];
}

export function isRightsPreset(roleId: string): roleId is RightsPreset {
  return rightsPresets.some((preset) => preset === roleId);
}

/** Whether the person holds the role, for the whole organisation or for the given part of it. */
export function holdsRole(
  { roles, serviceRoles }: Pick<Standing, 'roles' | 'serviceRoles'>,
  roleId: string,
  scope?: { readonly serviceId?: string | undefined; readonly customerId?: string | undefined },
): boolean {
  if (roles.some((held) => held.roleId === roleId)) return true;
  return serviceRoles.some(
    (held) => held.roleId === roleId && (scope === undefined || covers(held, scope)),
  );
}

function covers(
  held: RoleScope,
  scope: { readonly serviceId?: string | undefined; readonly customerId?: string | undefined },
): boolean {
  if (held.serviceId !== scope.serviceId) return false;
  return held.customerId === undefined || held.customerId === scope.customerId;
}
