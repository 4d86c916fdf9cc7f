import { Alert, Button, FileInput, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';
import { ImportLines } from '../../components/import-lines.js';
import { importReportKey } from '../../components/import-report.js';
import { StateBadge } from '../../components/state-badge.js';
import { ImportUnreadableError } from './errors.js';
import { importFiles, type ImportedDraft, type ImportOutcome } from './import-files.js';

const endings = '.bpmn,.bpmn2,.xml,.form,.json,.dmn';

function Outcome({ outcome }: { readonly outcome: ImportOutcome }) {
  const { t } = useTranslation();
  const { counts, deployable } = outcome.report;
  return (
    <>
      <Group role="status" gap="sm">
        <StateBadge
          kind={deployable ? 'onTrack' : 'breached'}
          label={t(deployable ? 'processes.import.deployable' : 'processes.import.blocked')}
        />
        <Text>
          {t('processes.import.counts', { ...counts, blocks: counts.blocks + counts.errors })}
        </Text>
      </Group>
      <ImportLines report={outcome.report} />
    </>
  );
}

function OpenButtons({
  outcome,
  onOpened,
}: {
  readonly outcome: ImportOutcome;
  readonly onOpened: () => void;
}) {
  const { t } = useTranslation();
  const api = useApi();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: ({ draft }: ImportedDraft) => api.call('createDraft', { body: draft }),
    onSuccess: async ({ draftKey }, { file }) => {
      const own = <Told extends { readonly file: string }>(told: readonly Told[]) =>
        told.filter((one) => one.file === file);
      const { report } = outcome;
      queryClient.setQueryData(importReportKey(draftKey), {
        ...report,
        entries: own(report.entries),
        problems: own(report.problems),
      });
      await queryClient.invalidateQueries({ queryKey: ['drafts'] });
      onOpened();
      await navigate({ to: '/drafts/$draftKey', params: { draftKey } });
    },
  });
  return (
    <>
      {open.isError && (
        <Alert color="red" role="alert">
          {describeError(open.error, t)}
        </Alert>
      )}
      <Group justify="flex-end">
        {outcome.drafts.map((each) => (
          <Button key={each.file} loading={open.isPending} onClick={() => open.mutate(each)}>
            {outcome.drafts.length === 1
              ? t('processes.import.open')
              : t('processes.import.openFile', { file: each.file })}
          </Button>
        ))}
      </Group>
    </>
  );
}

/** Files of other tools become drafts; what became of what in them is read first. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const read = useMutation({ mutationFn: importFiles });
  const failure =
    read.error instanceof ImportUnreadableError
      ? t(`processes.import.${read.error.reason}`, { file: read.error.file })
      : read.error === null
        ? undefined
        : describeError(read.error, t);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('processes.import.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack>
        <Text>{t('processes.import.text')}</Text>
        <FileInput
          multiple
          label={t('processes.import.files')}
          placeholder={t('processes.import.choose')}
          accept={endings}
          onChange={(files) => {
            if (files.length > 0) read.mutate(files);
          }}
        />
        {failure !== undefined && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        {read.data !== undefined && (
          <>
            <Outcome outcome={read.data} />
            <OpenButtons outcome={read.data} onOpened={onClose} />
          </>
        )}
      </Stack>
    </Modal>
  );
}
