import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../server/contract/index.js';
import { useApi } from '../api/api-context.js';
import { describeError } from '../api/describe-error.js';

interface LoginFormProps {
  readonly username?: string;
  readonly onLoggedIn: (session: Session) => void;
}

export function LoginForm({ username: givenUsername, onLoggedIn }: LoginFormProps) {
  const { t } = useTranslation();
  const api = useApi();
  const [username, setUsername] = useState(givenUsername ?? '');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(false);

  async function logIn(): Promise<void> {
    setIsBusy(true);
    setError(undefined);
    try {
      onLoggedIn(
        await api.call('createSession', { body: { username: username.trim(), password } }),
      );
    } catch (caught) {
      setError(caught);
      setPassword('');
    } finally {
      setIsBusy(false);
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void logIn();
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {error !== undefined && (
          <Alert color="red" role="alert" title={t('login.failed')}>
            {describeError(error, t)}
          </Alert>
        )}
        <TextInput
          label={t('login.username')}
          autoComplete="username"
          required
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          autoFocus={givenUsername === undefined}
        />
        <PasswordInput
          label={t('login.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoFocus={givenUsername !== undefined}
        />
        <Button type="submit" loading={isBusy} disabled={username === '' || password === ''}>
          {t('login.submit')}
        </Button>
      </Stack>
    </form>
  );
}
