import { accessibleBy } from '@casl/mongoose';
import type { AbilityAction, AbilitySubject } from '../contract/index.js';
import type { RequestContext } from '../http/request-context.js';

/** The query that finds only what the person may see; other conditions are added to it. */
export function allowedRows(
  { ability, organisationId }: RequestContext,
  action: AbilityAction,
  subject: Exclude<AbilitySubject, 'all'>,
): Record<string, unknown> {
  const allowed = accessibleBy(ability, action).ofType(subject);
  return { organisationId, $and: [allowed] };
}

export function withConditions(
  allowed: Record<string, unknown>,
  ...conditions: readonly Record<string, unknown>[]
): Record<string, unknown> {
  const existing = allowed['$and'] as readonly unknown[];
  const given = conditions.filter((condition) => Object.keys(condition).length > 0);
  return { ...allowed, $and: [...existing, ...given] };
}
