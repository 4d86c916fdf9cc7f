import { createApiClient } from '../../../designer/api/api-client.js';
import {
  ApiProblemError,
  OfflineError,
  UnexpectedAnswerError,
} from '../../../designer/api/errors.js';

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Stands in for the network: remembers what was sent and answers as told. */
function answer(status: number, body?: unknown): Sent[] {
  const sent: Sent[] = [];
  globalThis.fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    const text = typeof init?.body === 'string' ? init.body : 'null';
    const request = {
      url: typeof url === 'string' ? url : '',
      method: init?.method ?? '',
      headers,
      body: JSON.parse(text) as unknown,
    };
    sent.push(request);
    return Promise.resolve(
      new Response(body === undefined ? null : JSON.stringify(body), { status }),
    );
  };
  return sent;
}

describe('createApiClient', () => {
  const realFetch = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  it('fills parameters and query into the address and escapes them', async () => {
    // given
    const sent = answer(200, { items: [], page: { totalItems: 0, hasMoreTotalItems: false } });

    // when
    await createApiClient().call('listFacts', {
      params: { processInstanceKey: 'a/b c' },
      query: { limit: 20, order: 'desc' },
    });

    // then
    expect(sent[0]?.url).toBe('/v2/process-instances/a%2Fb%20c/facts?limit=20&order=desc');
    expect(sent[0]?.method).toBe('GET');
    expect(sent[0]?.headers.has('x-csrf-token')).toBe(false);
  });

  it('proves with the token that a change comes from the application, and names the version it read', async () => {
    // given
    const sent = answer(204);
    const api = createApiClient();
    api.setCsrfToken('token-1');

    // when
    await api.call('deleteDraft', { params: { draftKey: 'd1' }, ifMatch: 3 });

    // then
    expect(sent[0]?.headers.get('x-csrf-token')).toBe('token-1');
    expect(sent[0]?.headers.get('if-match')).toBe('"3"');
  });

  it('throws the problem that the server tells', async () => {
    // given
    answer(412, { type: 'about:blank', title: 'Stale', status: 412, code: 'staleVersion' });

    // when
    const saving = createApiClient().call('updateDraft', { params: { draftKey: 'd1' }, body: {} });

    // then
    await expect(saving).rejects.toMatchObject({ status: 412, code: 'staleVersion' });
    await expect(saving).rejects.toBeInstanceOf(ApiProblemError);
  });

  it('says that the session has ended, except to who is just logging in', async () => {
    // given
    answer(401, { type: 'about:blank', title: 'No', status: 401, code: 'notAuthenticated' });
    const api = createApiClient();
    const heard = jest.fn();
    api.onSessionEnded(heard);

    // when
    await api
      .call('createSession', { body: { username: 'a', password: 'b' } })
      .catch(() => undefined);
    const before = heard.mock.calls.length;
    await api.call('getUserTaskCounts', {}).catch(() => undefined);

    // then
    expect(before).toBe(0);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('tells a server that is away from a server that answers nonsense', async () => {
    // given
    const api = createApiClient();
    globalThis.fetch = () => Promise.reject(new TypeError('network'));
    const away = api.call('getUserTaskCounts', {});
    await expect(away).rejects.toBeInstanceOf(OfflineError);

    // when
    answer(200, { mine: 'many' });

    // then
    await expect(api.call('getUserTaskCounts', {})).rejects.toBeInstanceOf(UnexpectedAnswerError);
  });
});
