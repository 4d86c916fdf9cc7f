/** @jest-environment jsdom */
import '@testing-library/jest-dom/jest-globals';
import { MantineProvider } from '@mantine/core';
import { expect } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import type { ApiClient } from '../../../designer/api/api-client.js';
import { ApiProvider } from '../../../designer/api/api-context.js';
import { ApiProblemError } from '../../../designer/api/errors.js';
import { createTranslator } from '../../../designer/i18n/create-translator.js';
import { LoginForm } from '../../../designer/session/login-form.js';

function show(
  call: (...request: unknown[]) => Promise<unknown>,
  onLoggedIn: (session: unknown) => void,
): void {
  const api: ApiClient = {
    call: call as ApiClient['call'],
    setCsrfToken: () => undefined,
    onSessionEnded: () => () => undefined,
  };
  render(
    <I18nextProvider i18n={createTranslator()}>
      <MantineProvider env="test">
        <ApiProvider value={api}>
          <LoginForm onLoggedIn={onLoggedIn} />
        </ApiProvider>
      </MantineProvider>
    </I18nextProvider>,
  );
}

async function logIn(): Promise<void> {
  await userEvent.type(screen.getByLabelText(/User name/), 'anna ');
  await userEvent.type(screen.getByLabelText(/Password/), 'secret');
  await userEvent.click(screen.getByRole('button', { name: 'Log in' }));
}

describe('LoginForm', () => {
  beforeAll(() => {
    // jsdom has no media queries.
    window.matchMedia = (media) =>
      ({
        media,
        matches: false,
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
      }) as unknown as MediaQueryList;
  });

  it('hands over the session of who logs in', async () => {
    // given
    const session = { csrfToken: 't' };
    const call = jest.fn((..._request: unknown[]) => Promise.resolve(session));
    const onLoggedIn = jest.fn();
    show(call, onLoggedIn);

    // when
    await logIn();

    // then
    expect(call).toHaveBeenCalledWith('createSession', {
      body: { username: 'anna', password: 'secret' },
    });
    expect(onLoggedIn).toHaveBeenCalledWith(session);
  });

  it('tells why somebody is not logged in, keeps the name and empties the password', async () => {
    // given
    const problem = {
      type: 'about:blank',
      title: 'Too many',
      status: 429,
      code: 'tooMany',
      detail: 'Wait a minute.',
    };
    show(() => Promise.reject(new ApiProblemError(problem)), jest.fn());

    // when
    await logIn();

    // then
    expect(await screen.findByRole('alert')).toHaveTextContent('Wait a minute.');
    expect(screen.getByLabelText(/User name/)).toHaveValue('anna ');
    expect(screen.getByLabelText(/Password/)).toHaveValue('');
  });
});
