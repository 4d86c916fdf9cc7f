import type { InstanceState, Risk } from '../../contract/index.js';
import { containsText } from '../../http/search-rows.js';

export interface InstanceFilter {
  readonly state?: readonly InstanceState[] | undefined;
  readonly processDefinitionId?: string | undefined;
  readonly processDefinitionKey?: string | undefined;
  readonly serviceId?: string | undefined;
  readonly isSuspended?: boolean | undefined;
  readonly hasIncident?: boolean | undefined;
  readonly risk?: readonly Risk[] | undefined;
  readonly businessKey?: string | undefined;
  readonly startedBy?: string | undefined;
  readonly mine?: boolean | undefined;
  readonly elementId?: string | undefined;
  readonly text?: string | undefined;
}

const EXACT = [
  'processDefinitionId',
  'processDefinitionKey',
  'hasIncident',
  'businessKey',
  'startedBy',
] as const;

/** Translates the filter of a search to conditions on the projection. */
export function instanceFilter(given: InstanceFilter, username: string): Record<string, unknown> {
  const filter: Record<string, unknown> = {};
  for (const field of EXACT) if (given[field] !== undefined) filter[field] = given[field];
  if (given.state !== undefined) filter['state'] = { $in: given.state };
  if (given.isSuspended !== undefined)
    filter['isSuspended'] = given.isSuspended ? true : { $ne: true };
  if (given.risk !== undefined) filter['risk'] = { $in: given.risk };
  if (given.serviceId !== undefined) filter['scope.serviceId'] = given.serviceId;
  if (given.mine === true) filter['participants'] = username;
  if (given.elementId !== undefined) filter['active.elementId'] = given.elementId;
  if (given.text !== undefined && given.text !== '') {
    const text = containsText(given.text);
    filter['$or'] = [{ businessKey: text }, { name: text }, { processDefinitionName: text }];
  }
  return filter;
}
