import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconKey, IconPencil } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../server/contract/index.js';
import { createColumns, DataTable } from '../../components/data-table.js';
import { formatMoment } from '../../components/format-time.js';
import { StateBadge } from '../../components/state-badge.js';
import { useSession } from '../../session/session-context.js';

const columns = createColumns<User>();

interface PeopleTableProps {
  readonly people: User[];
  readonly onEdit: (user: User) => void;
  readonly onSetPassword: (user: User) => void;
}

function PersonActions({
  user,
  onEdit,
  onSetPassword,
}: Omit<PeopleTableProps, 'people'> & { readonly user: User }) {
  const { t } = useTranslation();
  const name = user.displayName;
  return (
    <Group gap={4} wrap="nowrap">
      <Tooltip label={t('administration.edit', { name })}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('administration.edit', { name })}
          onClick={() => onEdit(user)}
        >
          <IconPencil size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('administration.setPasswordTitle', { name })}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('administration.setPasswordTitle', { name })}
          onClick={() => onSetPassword(user)}
        >
          <IconKey size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

export function PeopleTable({ people, onEdit, onSetPassword }: PeopleTableProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const definition = useMemo(
    () =>
      columns.columns([
        columns.accessor('displayName', { header: t('administration.columns.name') }),
        columns.accessor('username', { header: t('administration.columns.username') }),
        columns.accessor(
          (row) => row.roles.map((role) => session.roleNames[role] ?? role).join(', '),
          {
            id: 'roles',
            header: t('administration.columns.roles'),
          },
        ),
        columns.accessor((row) => row.groups.join(', '), {
          id: 'groups',
          header: t('administration.columns.groups'),
        }),
        columns.display({
          id: 'state',
          header: t('administration.columns.state'),
          cell: ({ row: { original } }) => (
            <StateBadge
              kind={original.isDisabled ? 'quiet' : 'onTrack'}
              label={t(original.isDisabled ? 'states.disabled' : 'states.enabled')}
            />
          ),
        }),
        columns.accessor(
          (row) =>
            row.lastLoginAt === undefined
              ? t('administration.never')
              : formatMoment(row.lastLoginAt, session.person),
          { id: 'lastLogin', header: t('administration.columns.lastLogin') },
        ),
        columns.display({
          id: 'actions',
          header: t('administration.columns.actions'),
          cell: ({ row: { original } }) => (
            <PersonActions user={original} onEdit={onEdit} onSetPassword={onSetPassword} />
          ),
        }),
      ]),
    [onEdit, onSetPassword, session, t],
  );
  return (
    <DataTable
      label={t('administration.people')}
      columns={definition}
      rows={people}
      getRowId={(row) => row.username}
    />
  );
}
