import { IconHistoryToggle, IconInbox, IconSettings, IconSitemap } from '@tabler/icons-react';
import type { Ability } from '../session/session-context.js';

export const places = [
  { name: 'inbox', to: '/inbox', roots: ['/inbox', '/start', '/reports'], icon: IconInbox },
  { name: 'processes', to: '/processes', roots: ['/processes', '/drafts'], icon: IconSitemap },
  {
    name: 'operations',
    to: '/operations',
    roots: ['/operations', '/records'],
    icon: IconHistoryToggle,
  },
  { name: 'administration', to: '/administration', roots: ['/administration'], icon: IconSettings },
] as const;

export type Place = (typeof places)[number];

/** Whether the person's rights open a place. */
export function canOpen(place: Place['name'], ability: Ability): boolean {
  switch (place) {
    case 'inbox':
      return true;
    case 'processes':
      return ability.can('read', 'Draft');
    case 'operations':
      return ability.can('read', 'Incident') || ability.can('work', 'ProcessInstance');
    case 'administration':
      return ability.can('read', 'User') && ability.can('update', 'User');
  }
}

/** Where a place begins for the person: those who do not look after instances work with records there. */
export function entryOf({ name, to }: Place, ability: Ability): Place['to'] | '/records' {
  return name === 'operations' && !ability.can('read', 'Incident') ? '/records' : to;
}
