import { Modal, Select, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordTypeDescription } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { createCommandId } from '../../api/command-id.js';
import { useNotify } from '../../components/use-notify.js';
import { RecordForm } from './record-form.js';
import type { Changes } from './use-record-changes.js';

interface NewRecordDialogProps {
  readonly types: readonly RecordTypeDescription[];
  readonly chosen: RecordTypeDescription | undefined;
  readonly onClose: () => void;
}

export function NewRecordDialog({ types, chosen, onClose }: NewRecordDialogProps) {
  const { t } = useTranslation();
  const allowed = types.filter(({ can }) => can.create);
  const [typeId, setTypeId] = useState(chosen?.can.create ? chosen.recordTypeId : undefined);
  const type = allowed.find(({ recordTypeId }) => recordTypeId === typeId);
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={type === undefined ? t('records.new') : t('records.newTitle', { type: type.name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack>
        <Select
          label={t('records.type')}
          description={type?.description}
          data={allowed.map(({ recordTypeId, name }) => ({ value: recordTypeId, label: name }))}
          value={typeId ?? null}
          onChange={(value) => setTypeId(value ?? undefined)}
          data-autofocus
        />
        {type !== undefined && <NewRecordForm key={typeId} type={type} onClose={onClose} />}
      </Stack>
    </Modal>
  );
}

interface NewRecordFormProps {
  readonly type: RecordTypeDescription;
  readonly onClose: () => void;
}

function NewRecordForm({ type, onClose }: NewRecordFormProps) {
  const { t } = useTranslation();
  const api = useApi();
  const notify = useNotify();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [commandId] = useState(createCommandId);
  const create = useMutation({
    mutationFn: (fields: Changes) =>
      api.call('createRecord', {
        body: { recordTypeId: type.recordTypeId, fields, commandId },
      }),
    onSuccess: ({ recordKey }) => {
      notify(t('records.created', { key: recordKey }));
      void queryClient.invalidateQueries({ queryKey: ['records'] });
      void navigate({ to: '/records/$recordKey', params: { recordKey } });
    },
  });
  return (
    <RecordForm
      type={type}
      initial={{}}
      submitLabel={t('actions.create')}
      isBusy={create.isPending}
      error={create.error}
      onSubmit={(changes) => create.mutate(changes as Changes)}
      onCancel={onClose}
    />
  );
}
