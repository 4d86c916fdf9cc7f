import type { TFunction } from 'i18next';
import type { Scope } from '../../server/contract/index.js';

/** Where a variant applies, in words. */
export function describeScope(scope: Scope, t: TFunction): string {
  const parts = [
    scope.serviceId === undefined ? undefined : t('scopes.service', { id: scope.serviceId }),
    scope.customerId === undefined ? undefined : t('scopes.customer', { id: scope.customerId }),
    scope.unitId === undefined ? undefined : t('scopes.unit', { id: scope.unitId }),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? t('scopes.organisation') : parts.join(', ');
}
