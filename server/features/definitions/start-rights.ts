import type { RequestContext } from '../../http/request-context.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';

/** A process is started by hand by the roles that its model names; admins may start any. */
export function mayStart(context: RequestContext, definition: ProcessDefinitionDocument): boolean {
  const isForPeople = definition.startEvents.some(
    ({ kind }) => kind === 'none' || kind === 'conditional',
  );
  if (!isForPeople) return false;
  if (context.isAdmin) return true;
  return definition.startRoles.some((role) => context.person.roles.some((own) => own === role));
}
