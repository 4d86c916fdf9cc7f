import { io } from 'socket.io-client';
import type { ApiToken, AuditEntry, ProblemDetails } from '../../server/contract/index.js';
import { SOCKET_PATH } from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';

const DAY_MS = 24 * 3_600_000;

describe('an API token', () => {
  let app: TestApp;
  let offset = 0;
  let anna: TestClient;
  let admin: TestClient;

  beforeAll(async () => {
    app = await createTestApp({
      now: () => new Date(Date.now() + offset),
      environment: { LEMNISCATE_TOKEN_REQUESTS: '60' },
    });
    anna = await app.logIn('anna');
    admin = await app.logIn('admin');
  });

  afterAll(() => app.stop());

  const create = (client: TestClient, scopes: string[], more: object = {}) =>
    client.post<ApiToken & ProblemDetails & { token: string }>('/v2/api-tokens', {
      name: 'A script',
      scopes,
      expiresAt: new Date(Date.now() + DAY_MS).toISOString(),
      ...more,
    });
  const use = (
    token: string,
    path: string,
    body: object | undefined = {},
    method: 'post' | 'get' = 'post',
  ) =>
    app.stranger().send<ProblemDetails>(method, path, method === 'get' ? undefined : body, {
      authorization: `Bearer ${token}`,
      'x-csrf-token': '',
    });

  it('does what its scopes allow, without a session and its tokens', async () => {
    // given
    const { token } = (await create(anna, ['tasks'])).body;

    // when
    const tasks = await use(token, '/v2/user-tasks/search');
    const instances = await use(token, '/v2/process-instances/search');

    // then
    expect(tasks.status).toBe(200);
    expect(tasks.headers['set-cookie']).toBeUndefined();
    expect(instances).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('never does more than its owner may, also when they lose a right later', async () => {
    // given
    const { token } = (await create(anna, ['administration', 'instances'])).body;
    const user = { username: 'x1', displayName: 'X', roles: [], password: 'a long password' };

    // when
    const beyond = await use(token, '/v2/users', user);
    const before = await use(token, '/v2/process-instances/search');
    await app.services.store.users.updateOne({ username: 'anna' }, { $set: { roles: [] } });
    await app.services.store.roleHoldings.deleteMany({ username: 'anna' });
    app.services.standings.forget();
    const after = await use(token, '/v2/process-instances/search');
    await app.services.store.users.updateOne({ username: 'anna' }, { $set: { roles: ['agent'] } });

    // then
    expect([beyond.status, before.status, after.status]).toEqual([403, 200, 403]);
  });

  it('is kept as a hash only, and shown once', async () => {
    // given
    const created = await create(anna, ['read']);

    // when
    const found = await anna.post<{ items: ApiToken[] }>('/v2/api-tokens/search');

    // then
    const { token, apiTokenKey } = created.body;
    expect(token).toMatch(/^lem_[\w-]{43}$/);
    expect(found.body.items.map((one) => one.apiTokenKey)).toContain(apiTokenKey);
    expect(JSON.stringify(found.body)).not.toContain(token);
    const stored = JSON.stringify(await app.services.store.apiTokens.find().lean());
    expect(stored).not.toContain(token);
  });

  it.each([
    ['make tokens', '/v2/api-tokens', { name: 'x', scopes: ['read'] }, 'forbidden'],
    ['change the password', '/v2/session/password', {}, 'sessionRequired'],
    ['read notifications of its owner', '/v2/notifications/search', {}, 'sessionRequired'],
  ])('cannot %s', async (_what, path, body, code) => {
    // given
    const { token } = (await create(admin, ['administration', 'read'])).body;

    // then
    expect(await use(token, path, body)).toMatchObject({ status: 403, body: { code } });
  });

  it('is worth nothing when revoked, by its owner or an administrator only', async () => {
    // given
    const { token, apiTokenKey } = (await create(anna, ['tasks'])).body;
    const path = `/v2/api-tokens/${apiTokenKey}`;
    const ben = await app.logIn('ben');

    // when
    const foreign = await ben.send('delete', path);
    const revoked = await admin.send('delete', path);

    // then
    expect([foreign.status, revoked.status]).toEqual([404, 204]);
    expect(await use(token, '/v2/user-tasks/search')).toMatchObject({
      status: 401,
      body: { code: 'invalidToken' },
    });
    const { body } = await admin.post<{ items: AuditEntry[] }>('/v2/audit-logs/search', {
      filter: { subjectKey: apiTokenKey },
    });
    expect(body.items.map(({ action, actor }) => [action, actor])).toEqual([
      ['apiTokenRevoked', 'admin'],
      ['apiTokenCreated', 'anna'],
    ]);
    expect(JSON.stringify(body)).not.toContain(token);
  });

  it('is worth nothing when it has run out, was never made, or its owner is disabled', async () => {
    // given
    const { token } = (await create(await app.logIn('mila'), ['tasks'])).body;
    const status = async (which: string) => (await use(which, '/v2/user-tasks/search')).status;
    expect(await status(token)).toBe(200);

    // when
    offset = 2 * DAY_MS;
    const late = await status(token);
    offset = 0;
    await app.services.store.users.updateOne({ username: 'mila' }, { $set: { isDisabled: true } });

    // then
    expect(late).toBe(401);
    expect(await status(token)).toBe(401);
    expect(await status('lem_made-up')).toBe(401);
  });

  it.each([
    ['no scope', { scopes: [] }, 'scopes'],
    ['an unknown scope', { scopes: ['all'] }, 'scopes.0'],
    ['an end that is past', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['an end too far away', { expiresAt: '2999-01-01T00:00:00Z' }, 'expiresAt'],
  ])('is refused with %s', async (_what, wrong, path) => {
    const answer = await create(anna, ['read'], wrong);
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map((error) => error.path)).toEqual([path]);
  });

  it('opens a socket, and one that is worth nothing does not', async () => {
    // given
    const { token } = (await create(anna, ['tasks'])).body;
    const connect = (which: string) =>
      new Promise<string>((resolve) => {
        const socket = io(app.url, {
          path: SOCKET_PATH,
          transports: ['websocket'],
          reconnection: false,
          extraHeaders: { authorization: `Bearer ${which}` },
        });
        const end = (result: string) => {
          resolve(result);
          socket.disconnect();
        };
        socket.once('connect', () => end('connected'));
        socket.once('connect_error', () => end('refused'));
      });

    // then
    expect(await connect(token)).toBe('connected');
    expect(await connect('lem_made-up')).toBe('refused');
  });

  it('is held to a number of requests a minute', async () => {
    // given
    const { token } = (await create(anna, ['tasks'])).body;
    const statuses = new Set<number>();

    // when
    for (let sent = 0; sent < 61; sent += 1) {
      statuses.add((await use(token, '/v2/session', undefined, 'get')).status);
    }

    // then
    expect(statuses).toEqual(new Set([403, 429]));
  });
});
