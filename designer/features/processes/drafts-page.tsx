import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftHead } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';
import { createColumns } from '../../components/data-table.js';
import { describeScope } from '../../components/describe-scope.js';
import { formatMoment } from '../../components/format-time.js';
import { LinkAnchor } from '../../components/links.js';
import { NoRightState } from '../../components/page-states.js';
import { TablePage } from '../../components/table-page.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { useCan, useSession } from '../../session/session-context.js';
import { ImportDialog } from './import-dialog.js';
import { processesPages } from './processes-pages.js';
import { useNotify } from '../../components/use-notify.js';

const columns = createColumns<DraftHead>();

function useColumns(onDiscard: (draft: DraftHead) => void) {
  const { t } = useTranslation();
  const { session } = useSession();
  return useMemo(
    () =>
      columns.columns([
        columns.display({
          id: 'name',
          header: t('processes.columns.draft'),
          cell: ({ row: { original } }) => (
            <LinkAnchor to="/drafts/$draftKey" params={{ draftKey: original.draftKey }}>
              {original.name}
            </LinkAnchor>
          ),
        }),
        columns.accessor((row) => describeScope(row.scope, t), {
          id: 'scope',
          header: t('processes.columns.scope'),
        }),
        columns.accessor(
          (row) =>
            row.basedOn === undefined ? '' : t('basedOn', { version: row.basedOn.version }),
          {
            id: 'basedOn',
            header: t('standard'),
          },
        ),
        columns.accessor((row) => formatMoment(row.updatedAt, session.person), {
          id: 'updatedAt',
          header: t('processes.columns.changedAt'),
        }),
        columns.accessor('updatedBy', { header: t('processes.columns.changedBy') }),
        columns.display({
          id: 'actions',
          header: t('operations.columns.actions'),
          cell: ({ row: { original } }) => (
            <Button size="compact-sm" variant="default" onClick={() => onDiscard(original)}>
              {t('processes.discard')}
            </Button>
          ),
        }),
      ]),
    [onDiscard, session.person, t],
  );
}

function DiscardDialog({
  draft,
  onClose,
}: {
  readonly draft: DraftHead;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const notify = useNotify();
  const api = useApi();
  const queryClient = useQueryClient();
  const { name, draftKey } = draft;
  const discard = useMutation({
    mutationFn: () => api.call('deleteDraft', { params: { draftKey } }),
    onSuccess: () => {
      notify(t('processes.discarded'));
      onClose();
      return queryClient.invalidateQueries({ queryKey: ['drafts'] });
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('processes.discardTitle', { name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Text mb="md">{t('processes.discardText', { name })}</Text>
      {discard.isError && (
        <Alert color="red" role="alert" mb="md">
          {describeError(discard.error, t)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('actions.cancel')}
        </Button>
        <Button loading={discard.isPending} onClick={() => discard.mutate()}>
          {t('processes.discard')}
        </Button>
      </Group>
    </Modal>
  );
}

export function DraftsPage() {
  const { t } = useTranslation();
  const api = useApi();
  const canRead = useCan('read', 'Draft');
  const canCreate = useCan('create', 'Draft');
  const [discarding, setDiscarding] = useState<DraftHead>();
  const [isImporting, setIsImporting] = useState(false);
  const definition = useColumns(setDiscarding);
  useBreadcrumb([
    { label: t('frame.processes'), link: { to: '/processes' } },
    { label: t('processes.drafts') },
  ]);
  const drafts = useQuery({
    queryKey: ['drafts'],
    queryFn: () =>
      api.call('searchDrafts', {
        body: { sort: [{ field: 'updatedAt', order: 'desc' }], page: { limit: 500 } },
      }),
    enabled: canRead,
  });
  if (!canRead) return <NoRightState />;
  return (
    <>
      <TablePage
        title={t('processes.drafts')}
        pages={processesPages(t)}
        pagesLabel={t('processes.pages')}
        actions={
          canCreate && (
            <Button onClick={() => setIsImporting(true)}>{t('processes.import.action')}</Button>
          )
        }
        list={drafts}
        rows={drafts.data?.items ?? []}
        columns={definition}
        getRowId={(row) => row.draftKey}
        emptyTitle={t('processes.draftsEmpty')}
        emptyText={t('processes.draftsEmptyText')}
      />
      {isImporting && <ImportDialog onClose={() => setIsImporting(false)} />}
      {discarding !== undefined && (
        <DiscardDialog draft={discarding} onClose={() => setDiscarding(undefined)} />
      )}
    </>
  );
}
