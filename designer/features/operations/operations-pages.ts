import type { LinkProps } from '@tanstack/react-router';
import type { TFunction } from 'i18next';

export const operationsPages = (t: TFunction): { label: string; link: LinkProps }[] => [
  { label: t('operations.instances'), link: { to: '/operations' } },
  { label: t('operations.definitions'), link: { to: '/operations/definitions' } },
];
