import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../api/describe-error.js';

interface ReasonDialogProps {
  readonly title: string;
  readonly text: string;
  readonly reasonLabel: string;
  readonly submitLabel: string;
  readonly isReasonOptional?: boolean;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why, before something that others will want to understand. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, text, reasonLabel, submitLabel, isBusy, error, onSubmit, onClose } = props;
  const { isReasonOptional = false } = props;
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const isGiven = isReasonOptional || reason.trim() !== '';
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isGiven) onSubmit(reason.trim());
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{text}</Text>
          {error !== null && error !== undefined && (
            <Alert color="red" role="alert">
              {describeError(error, t)}
            </Alert>
          )}
          <Textarea
            label={reasonLabel}
            required={!isReasonOptional}
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('actions.close')}
            </Button>
            <Button type="submit" disabled={!isGiven} loading={isBusy}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
