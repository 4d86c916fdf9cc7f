import { Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail, RecordTypeDescription } from '../../../server/contract/index.js';
import { RecordForm } from './record-form.js';
import { useRecordChanges, type Changes } from './use-record-changes.js';

interface TransitionDialogProps {
  readonly record: RecordDetail;
  readonly type: RecordTypeDescription;
  readonly transition: RecordDetail['transitions'][number];
  readonly onClose: () => void;
}

/** Brings a record to another status, with the fields that it needs for that. */
export function TransitionDialog({ record, type, transition, onClose }: TransitionDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const { move, readAgain } = useRecordChanges(record, onClose);
  const { id: transitionId, name, missing } = transition;
  const needed = type.transitions.find(({ id }) => id === transitionId)?.requires ?? missing;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={`${name}: ${record.recordKey}`}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack>
        <Textarea
          label={t('records.reason')}
          autosize
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <RecordForm
          type={type}
          initial={record.fields}
          only={needed}
          required={needed}
          submitLabel={name}
          isBusy={move.isPending}
          error={move.error}
          onStale={() => {
            move.reset();
            void readAgain();
          }}
          onSubmit={(changes) =>
            move.mutate({ transitionId, fields: changes as Changes, reason: reason.trim() })
          }
          onCancel={onClose}
        />
      </Stack>
    </Modal>
  );
}
