import type { UserTaskFilter } from '../../contract/index.js';
import type { RequestContext } from '../../http/request-context.js';
import { containsText } from '../../http/search-rows.js';

/** Translates the filters of the inbox to conditions on the projection. */
export function taskFilter(
  context: RequestContext,
  given: UserTaskFilter,
): Record<string, unknown> {
  const { person, username } = context;
  const conditions: Record<string, unknown>[] = [];
  if (given.completed === true) conditions.push({ state: 'completed', completedBy: username });
  else if (given.state !== undefined) conditions.push({ state: { $in: given.state } });
  else if (given.processInstanceKey === undefined) conditions.push({ state: 'created' });
  if (given.mine === true) conditions.push({ assignee: username });
  // Work is offered to a role as it is to a group: both wait for whoever takes them.
  if (given.myGroups === true) {
    const { groups, roles } = person;
    conditions.push({
      $or: [{ candidateGroups: { $in: groups } }, { candidateRoles: { $in: roles } }],
    });
  }
  if (given.unassigned === true) conditions.push({ assignee: null });
  if (given.atRisk === true) conditions.push({ risk: { $in: ['atRisk', 'breached'] } });
  if (given.assignee !== undefined) conditions.push({ assignee: given.assignee });
  if (given.processInstanceKey !== undefined)
    conditions.push({ instanceId: given.processInstanceKey });
  if (given.processDefinitionId !== undefined)
    conditions.push({ processDefinitionId: given.processDefinitionId });
  if (given.text !== undefined && given.text !== '') {
    const text = containsText(given.text);
    conditions.push({ $or: [{ name: text }, { businessKey: text }, { instanceName: text }] });
  }
  return conditions.length === 0 ? {} : { $and: conditions };
}
