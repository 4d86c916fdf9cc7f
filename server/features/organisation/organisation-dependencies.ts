import type { StandingReader } from '../../access/standing-reader.js';
import { NotFound } from '../../errors.js';
import type { RequestContext } from '../../http/request-context.js';
import type { Store } from '../../store/store.js';
import type { AuditLog } from '../audit/audit-log.js';

export interface OrganisationDependencies {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly standings: StandingReader;
  readonly now: () => Date;
}

export interface Noted {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectKey: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Writes down a change of the organisation, and makes rights follow it at once. */
export async function noteChange(
  { audit, standings }: OrganisationDependencies,
  { organisationId, username: actor }: RequestContext,
  change: Noted,
): Promise<void> {
  standings.forget();
  await audit.record({ organisationId, actor, ...change });
}

export async function requirePerson(
  { store }: OrganisationDependencies,
  { organisationId }: RequestContext,
  username: string,
): Promise<void> {
  const isKnown = await store.users.exists({ organisationId, username, isDisabled: false });
  if (!isKnown) throw new NotFound('user', username);
}

/** Ids are unique within an organisation, and the same id may stand in another. */
export function keyOf({ organisationId }: RequestContext, id: string): string {
  return `${organisationId}/${id}`;
}
