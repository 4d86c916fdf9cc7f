import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { AreaPage } from '../../components/area-page.js';
import { ListTotal } from '../../components/list-total.js';
import {
  EmptyState,
  ErrorState,
  ListSkeleton,
  NoRightState,
} from '../../components/page-states.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { useCan } from '../../session/session-context.js';
import { administrationPages } from './administration-pages.js';
import { PasswordDialog } from './password-dialog.js';
import { PeopleTable } from './people-table.js';
import { PersonDialog } from './person-dialog.js';

const route = getRouteApi('/administration');

type OpenDialog =
  | { readonly type: 'create' }
  | { readonly type: 'edit'; readonly user: User }
  | { readonly type: 'password'; readonly user: User };

export function PeoplePage() {
  const { t } = useTranslation();
  const api = useApi();
  const { text } = route.useSearch();
  const navigate = route.useNavigate();
  const canRead = useCan('update', 'User');
  const [typed, setTyped] = useState(text ?? '');
  const [dialog, setDialog] = useState<OpenDialog>();
  const applyText = useDebouncedCallback(
    (value: string) =>
      void navigate({ search: value === '' ? {} : { text: value }, replace: true }),
    250,
  );
  useBreadcrumb([
    { label: t('frame.administration'), link: { to: '/administration' } },
    { label: t('administration.people') },
  ]);
  const people = useQuery({
    queryKey: ['people', text ?? ''],
    queryFn: () =>
      api.call('searchUsers', {
        body: {
          filter: text === undefined ? {} : { text },
          sort: [{ field: 'displayName', order: 'asc' }],
          page: { limit: 500 },
        },
      }),
    enabled: canRead,
  });
  if (!canRead) return <NoRightState />;
  const close = (): void => setDialog(undefined);
  return (
    <AreaPage
      title={t('administration.people')}
      pages={administrationPages(t)}
      pagesLabel={t('administration.pages')}
      actions={
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setDialog({ type: 'create' })}
        >
          {t('administration.add')}
        </Button>
      }
      toolbar={
        <>
          <TextInput
            type="search"
            w={260}
            aria-label={t('administration.search')}
            placeholder={t('administration.search')}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              applyText(event.currentTarget.value);
            }}
          />
          {people.data !== undefined && (
            <ListTotal shown={people.data.items.length} page={people.data.page} />
          )}
        </>
      }
    >
      {people.isPending && <ListSkeleton rows={7} />}
      {people.isError && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {people.data?.items.length === 0 && <EmptyState title={t('administration.emptyTitle')} />}
      {people.data !== undefined && people.data.items.length > 0 && (
        <PeopleTable
          people={people.data.items}
          onEdit={(user) => setDialog({ type: 'edit', user })}
          onSetPassword={(user) => setDialog({ type: 'password', user })}
        />
      )}
      {dialog?.type === 'create' && <PersonDialog onClose={close} />}
      {dialog?.type === 'edit' && <PersonDialog user={dialog.user} onClose={close} />}
      {dialog?.type === 'password' && <PasswordDialog user={dialog.user} onClose={close} />}
    </AreaPage>
  );
}
