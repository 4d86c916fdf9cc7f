import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { ApiClient } from './api/api-client.js';
import { ApiProvider } from './api/api-context.js';
import { ApiProblemError } from './api/errors.js';
import { LiveProvider } from './live/live-provider.js';
import { AppRouter } from './router.js';
import { SessionGate } from './session/session-gate.js';
import { mantineTheme, resolveCssVariables } from './theme/mantine-theme.js';
import { colorSchemeStorage } from './theme/scheme-storage.js';

const isWorthRetrying = (failures: number, error: unknown): boolean =>
  failures < 2 && !(error instanceof ApiProblemError && error.status < 500);

const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: isWorthRetrying, staleTime: 5_000, refetchOnWindowFocus: true },
    },
  });

interface AppProps {
  readonly api: ApiClient;
  readonly translator: i18n;
}

export function App({ api, translator }: AppProps) {
  const [queryClient] = useState(createQueryClient);
  return (
    <I18nextProvider i18n={translator}>
      <MantineProvider
        theme={mantineTheme}
        cssVariablesResolver={resolveCssVariables}
        defaultColorScheme="auto"
        colorSchemeManager={colorSchemeStorage}
      >
        <Notifications position="bottom-left" />
        <QueryClientProvider client={queryClient}>
          <ApiProvider value={api}>
            <SessionGate>
              <LiveProvider>
                <AppRouter />
              </LiveProvider>
            </SessionGate>
          </ApiProvider>
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>
  );
}
