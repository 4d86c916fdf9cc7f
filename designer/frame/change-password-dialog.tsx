import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api/api-context.js';
import { describeError } from '../api/describe-error.js';
import { useSession } from '../session/session-context.js';
import { useNotify } from '../components/use-notify.js';

interface ChangePasswordDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ChangePasswordDialog({ isOpen, onClose }: ChangePasswordDialogProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const api = useApi();
  const { session } = useSession();
  const [currentPassword, setCurrentPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const change = useMutation({
    mutationFn: () => api.call('changePassword', { body: { currentPassword, newPassword } }),
    onSuccess: () => {
      notify(t('person.passwordChanged'));
      setCurrentPassword('');
      setNewPassword('');
      onClose();
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    change.mutate();
  }
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('person.changePassword')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          {session.person.mustChangePassword === true && <Text>{t('person.mustChange')}</Text>}
          {change.isError && (
            <Alert color="red" role="alert">
              {describeError(change.error, t)}
            </Alert>
          )}
          <PasswordInput
            label={t('person.currentPassword')}
            autoComplete="current-password"
            value={currentPassword}
            onChange={(event) => setCurrentPassword(event.currentTarget.value)}
            required
          />
          <PasswordInput
            label={t('person.newPassword')}
            description={t('person.passwordRule')}
            autoComplete="new-password"
            value={newPassword}
            minLength={10}
            onChange={(event) => setNewPassword(event.currentTarget.value)}
            required
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {t('person.changePassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
