import type { Scope } from '../../contract/index.js';

/** Most specific first. */
const FIELDS = ['serviceId', 'customerId', 'unitId'] as const;

export const ORGANISATION_SCOPE = 'organisation';

/** One string per scope, equal for equal scopes. */
export function scopeKey(scope: Scope): string {
  const parts = FIELDS.flatMap((field) => {
    const value = scope[field];
    return value === undefined ? [] : [`${field}=${encodeURIComponent(value)}`];
  });
  return parts.length === 0 ? ORGANISATION_SCOPE : parts.join('&');
}

/** Keys of every scope that covers the given one, most specific first: service, customer, unit, organisation. */
export function coveringScopeKeys(scope: Scope): string[] {
  const keys: string[] = [];
  for (let bits = 7; bits >= 0; bits -= 1) {
    const part: Scope = {};
    let isComplete = true;
    FIELDS.forEach((field, index) => {
      if ((bits & (4 >> index)) === 0) return;
      const value = scope[field];
      if (value === undefined) isComplete = false;
      else part[field] = value;
    });
    if (isComplete) keys.push(scopeKey(part));
  }
  return keys;
}
