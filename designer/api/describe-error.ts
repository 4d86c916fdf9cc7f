import type { TFunction } from 'i18next';
import { ApiProblemError, OfflineError } from './errors.js';

/** What happened, in words for the person. */
export function describeError(error: unknown, t: TFunction): string {
  if (error instanceof OfflineError) return t('errors.offline');
  if (error instanceof ApiProblemError) {
    if (error.status === 401 && error.code.includes('credential')) return t('errors.credentials');
    if (error.status === 403) return error.problem.detail ?? t('errors.noRight');
    if (error.status === 429) return error.problem.detail ?? t('errors.tooMany');
    const details = error.fieldErrors.map(({ message }) => message);
    return [error.message, ...details.filter((detail) => detail !== error.message)].join(' ');
  }
  return t('errors.unexpected');
}
