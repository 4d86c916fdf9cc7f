import type { ProblemDetails, Session, User } from '../../server/contract/index.js';
import { createTestApp, logIn, type TestApp } from '../support/create-test-app.js';

describe('a session', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({ environment: { LEMNISCATE_LOGIN_ATTEMPTS: '3' } });
  });

  afterAll(() => app.stop());

  it('tells who is logged in and what they may do', async () => {
    // when
    const rita = await app.logIn('rita');

    // then
    const session = (await rita.get<Session>('/v2/session')).body;
    expect(session.person).toMatchObject({ username: 'rita', roles: ['reporter'] });
    expect(session.organisation).toEqual({ id: 'demo', name: 'Demo organisation' });
    expect(session.csrfToken).toBe(rita.session?.csrfToken);
    expect(session.temporalUiUrl).toBeUndefined();
    expect(JSON.stringify(session)).not.toContain('argon2');
  });

  it('is kept in a cookie that scripts and foreign pages cannot use', async () => {
    // when
    const answer = await app
      .stranger()
      .post('/v2/session', { username: 'anna', password: 'anna-demo-1' });

    // then
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
  });

  it('gets a new id at every login', async () => {
    // given
    const anna = await app.logIn('anna');

    // when
    const again = await anna.post('/v2/session', { username: 'anna', password: 'anna-demo-1' });

    // then
    const before = anna.cookie;
    expect(again.status).toBe(200);
    expect(String(again.headers['set-cookie'])).not.toContain(before);
  });

  it('ends at logout, and its cookie is worth nothing then', async () => {
    // given
    const anna = await app.logIn('anna');

    // when
    await anna.send('delete', '/v2/session');

    // then
    const answer = await app
      .stranger()
      .send<ProblemDetails>('get', '/v2/session', undefined, { cookie: anna.cookie });
    expect(answer).toMatchObject({ status: 401, body: { code: 'notAuthenticated' } });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('refuses a change without its token, with a wrong one, and from a foreign page', async () => {
    // given
    const anna = await app.logIn('anna');
    const change = (headers: Record<string, string>) =>
      anna.send<ProblemDetails>(
        'patch',
        '/v2/session/preferences',
        { colorScheme: 'dark' },
        headers,
      );

    // when
    const without = await change({ 'x-csrf-token': '' });
    const wrong = await change({ 'x-csrf-token': 'x'.repeat(32) });
    const foreign = await change({ origin: 'https://elsewhere.example' });
    const crossSite = await change({ 'sec-fetch-site': 'cross-site' });
    const right = await change({});

    // then
    expect(without).toMatchObject({ status: 403, body: { code: 'csrfTokenMismatch' } });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'csrfTokenMismatch' } });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'foreignOrigin' } });
    expect(crossSite).toMatchObject({ status: 403, body: { code: 'foreignOrigin' } });
    expect(right.status).toBe(200);
  });

  it('ends everywhere when an admin disables the person', async () => {
    // given
    const admin = await app.logIn('admin');
    const carla = await app.logIn('carla');

    // when
    const disabled = await admin.send<User>('patch', '/v2/users/carla', { isDisabled: true });

    // then
    expect(disabled.body).toMatchObject({ username: 'carla', isDisabled: true });
    expect((await carla.get('/v2/session')).status).toBe(401);
    const login = await app
      .stranger()
      .post('/v2/session', { username: 'carla', password: 'carla-demo-1' });
    expect(login.status).toBe(401);
  });

  it('ends everywhere else when the password changes', async () => {
    // given
    const here = await app.logIn('dirk');
    const elsewhere = await app.logIn('dirk');

    // when
    const changed = await here.post('/v2/session/password', {
      currentPassword: 'dirk-demo-1',
      newPassword: 'a better secret',
    });

    // then
    expect(changed.status).toBe(204);
    expect((await elsewhere.get('/v2/session')).status).toBe(401);
    expect((await here.get('/v2/session')).status).toBe(200);
    await logIn(app.url, 'dirk', 'a better secret');
  });

  it('uses a lost role no longer', async () => {
    // given
    const admin = await app.logIn('admin');
    const paula = await app.logIn('paula');

    // when
    await admin.send('patch', '/v2/users/paula', { roles: ['reporter'] });

    // then
    expect((await paula.post('/v2/drafts/search')).status).toBe(403);
  });

  it('does not let an admin shut themselves out', async () => {
    // given
    const admin = await app.logIn('admin');

    // when
    const answer = await admin.send<ProblemDetails>('patch', '/v2/users/admin', {
      isDisabled: true,
    });

    // then
    expect(answer).toMatchObject({ status: 409, body: { code: 'selfLockout' } });
  });

  it('answers too many failed logins with 429, for that name only', async () => {
    // given
    const attempt = () =>
      app.stranger().post<ProblemDetails>('/v2/session', { username: 'ben', password: 'wrong' });

    // when
    const statuses = [await attempt(), await attempt(), await attempt(), await attempt()].map(
      ({ status }) => status,
    );

    // then
    expect(statuses).toEqual([401, 401, 401, 429]);
    await app.logIn('anna');
  });

  it('tells a stranger nothing about who exists', async () => {
    // when
    const attempt = (username: string) =>
      app
        .stranger()
        .post<ProblemDetails>('/v2/session', { username, password: 'a wrong password' });
    const [known, unknown] = [await attempt('rita'), await attempt('nobody-of-that-name')];

    // then
    expect(known.status).toBe(401);
    expect(unknown.body).toEqual(known.body);
  });

  it('protects every answer with security headers', async () => {
    // when
    const answer = await app.stranger().get('/health/live');

    // then
    expect(answer.headers['content-security-policy']).toContain("script-src 'self';");
    expect(answer.headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['x-powered-by']).toBeUndefined();
  });
});

describe('a session that is too old', () => {
  it('ends though it is used', async () => {
    // given
    let offset = 0;
    const app = await createTestApp({
      environment: { LEMNISCATE_SESSION_MAX_SECONDS: '60' },
      now: () => new Date(Date.now() + offset),
    });
    const anna = await app.logIn('anna');

    // when
    offset = 61_000;

    // then
    expect((await anna.get('/v2/session')).status).toBe(401);
    await app.stop();
  });
});
