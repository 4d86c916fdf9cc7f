import { holdsRole } from '../../access/standing.js';
import type { Scope } from '../../contract/index.js';
import type { RequestContext } from '../../http/request-context.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';

/**
 * A process is started by hand by the roles that its model names; admins may start any.
 *
 * @param scope left out: whether there is any scope in which the person may start it
 */
export function mayStart(
  context: RequestContext,
  definition: ProcessDefinitionDocument,
  scope?: Scope,
): boolean {
  const isForPeople = definition.startEvents.some(
    ({ kind }) => kind === 'none' || kind === 'conditional',
  );
  if (!isForPeople) return false;
  if (context.isAdmin) return true;
  return definition.startRoles.some((role) => holdsRole(context.standing, role, scope));
}
