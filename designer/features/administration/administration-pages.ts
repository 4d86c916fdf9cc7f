import type { LinkProps } from '@tanstack/react-router';
import type { TFunction } from 'i18next';

export const administrationPages = (t: TFunction): { label: string; link: LinkProps }[] => [
  { label: t('administration.people'), link: { to: '/administration' } },
  { label: t('administration.audit'), link: { to: '/administration/audit' } },
];
