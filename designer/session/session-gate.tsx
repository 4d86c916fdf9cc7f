import { Modal, Text, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../server/contract/index.js';
import { useApi } from '../api/api-context.js';
import { isStatus } from '../api/errors.js';
import { ErrorState, PageSkeleton } from '../components/page-states.js';
import { LoginForm } from './login-form.js';
import { LoginPage } from './login-page.js';
import { SessionProvider, toAbility } from './session-context.js';

type GateState =
  | { readonly type: 'loading' }
  | { readonly type: 'failed'; readonly error: unknown }
  | { readonly type: 'loggedOut' }
  | { readonly type: 'loggedIn'; readonly session: Session; readonly isExpired: boolean };

function useGate() {
  const api = useApi();
  const queryClient = useQueryClient();
  const [state, setState] = useState<GateState>({ type: 'loading' });
  const { setColorScheme } = useMantineColorScheme();
  const applyScheme = useRef(setColorScheme);
  useEffect(() => {
    applyScheme.current = setColorScheme;
  });

  const setSession = useCallback(
    (session: Session) => {
      api.setCsrfToken(session.csrfToken);
      if (session.person.colorScheme !== undefined) applyScheme.current(session.person.colorScheme);
      setState((previous) => {
        const isSamePerson =
          previous.type === 'loggedIn' &&
          previous.session.person.username === session.person.username;
        if (!isSamePerson) queryClient.clear();
        return { type: 'loggedIn', session, isExpired: false };
      });
    },
    [api, queryClient],
  );

  const load = useCallback(() => {
    api.call('getSession', {}).then(setSession, (error: unknown) => {
      setState(isStatus(error, 401) ? { type: 'loggedOut' } : { type: 'failed', error });
    });
  }, [api, setSession]);

  useEffect(load, [load]);
  useEffect(
    () =>
      api.onSessionEnded(() => {
        setState((previous) =>
          previous.type === 'loggedIn' ? { ...previous, isExpired: true } : previous,
        );
      }),
    [api],
  );

  const logOut = useCallback(async () => {
    await api.call('deleteSession', {});
    api.setCsrfToken(undefined);
    queryClient.clear();
    setState({ type: 'loggedOut' });
  }, [api, queryClient]);

  return { state, load, setSession, logOut };
}

/** Shows the application to who is logged in; an ended session is renewed in place, so that nothing typed is lost. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { state, load, setSession, logOut } = useGate();
  const session = state.type === 'loggedIn' ? state.session : undefined;
  const value = useMemo(
    () =>
      session === undefined
        ? undefined
        : { session, ability: toAbility(session), setSession, logOut },
    [session, setSession, logOut],
  );
  if (state.type === 'loading') return <PageSkeleton />;
  if (state.type === 'failed') return <ErrorState error={state.error} onRetry={load} />;
  if (state.type === 'loggedOut' || value === undefined)
    return <LoginPage onLoggedIn={setSession} />;
  return (
    <SessionProvider value={value}>
      {children}
      <Modal
        opened={state.isExpired}
        onClose={() => undefined}
        withCloseButton={false}
        title={t('login.expiredTitle')}
      >
        <Text mb="md">{t('login.expiredText')}</Text>
        <LoginForm username={value.session.person.username} onLoggedIn={setSession} />
      </Modal>
    </SessionProvider>
  );
}
