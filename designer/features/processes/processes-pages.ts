import type { LinkProps } from '@tanstack/react-router';
import type { TFunction } from 'i18next';

export const processesPages = (t: TFunction): { label: string; link: LinkProps }[] => [
  { label: t('processes.deployed'), link: { to: '/processes' } },
  { label: t('processes.drafts'), link: { to: '/drafts' } },
];
