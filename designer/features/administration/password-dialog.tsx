import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';
import { useNotify } from '../../components/use-notify.js';

interface PasswordDialogProps {
  readonly user: User;
  readonly onClose: () => void;
}

export function PasswordDialog({ user, onClose }: PasswordDialogProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const api = useApi();
  const [password, setPassword] = useState('');
  const { username, displayName: name } = user;
  const save = useMutation({
    mutationFn: () => api.call('setUserPassword', { params: { username }, body: { password } }),
    onSuccess: () => {
      notify(t('administration.passwordSet', { name }));
      onClose();
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('administration.setPasswordTitle', { name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text>{t('administration.setPasswordText')}</Text>
          {save.isError && (
            <Alert color="red" role="alert">
              {describeError(save.error, t)}
            </Alert>
          )}
          <PasswordInput
            label={t('administration.form.password')}
            description={t('administration.form.passwordHelp')}
            required
            minLength={10}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('administration.setPassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
