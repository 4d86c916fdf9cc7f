import type { LinkProps } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { Ability } from '../session/session-context.js';

interface OperationsPage {
  readonly label: string;
  readonly link: LinkProps;
}

/** Pages of the place that the person's rights open. */
export function operationsPages(t: TFunction, ability: Ability): OperationsPage[] {
  const records = { label: t('frame.records'), link: { to: '/records' } as const };
  if (!ability.can('read', 'Incident')) return [records];
  return [
    { label: t('operations.instances'), link: { to: '/operations' } },
    { label: t('operations.definitions'), link: { to: '/operations/definitions' } },
    records,
  ];
}
