import { offerKeys } from '../store/task-lists.js';
import type { HeldRole, Standing } from './standing.js';

interface OfferedPerson {
  readonly username: string;
  readonly groups: readonly string[];
}

/** Who may take up what is offered to nobody in particular. */
function takesUpAnything({ rights }: HeldRole): boolean {
  return rights === 'agent' || rights === 'service-delivery-manager';
}

/** Offers that somebody may take up: their own, and those to the absent whose place they take. */
export function offersTo({ username, groups }: OfferedPerson, standing: Standing): string[] {
  const { roles, serviceRoles, substitutesFor } = standing;
  const own = [
    offerKeys.user(username),
    ...groups.map((group) => offerKeys.group(group)),
    ...roles.map(({ roleId }) => offerKeys.role(roleId)),
    ...serviceRoles.map((held) => offerKeys.role(held.roleId, held)),
    ...(roles.some(takesUpAnything) ? [offerKeys.staff()] : []),
    ...serviceRoles.filter(takesUpAnything).map((held) => offerKeys.staff(held)),
  ];
  const ofAbsent = substitutesFor.flatMap((absent) => [
    offerKeys.user(absent.username),
    ...absent.roles.map((roleId) => offerKeys.role(roleId)),
    ...absent.serviceRoles.map((held) => offerKeys.role(held.roleId, held)),
  ]);
  return [...new Set([...own, ...ofAbsent])];
}
