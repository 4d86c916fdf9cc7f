import type { AuditEntry, ProblemDetails, User } from '../../server/contract/index.js';
import { createTestApp, logIn, type TestApp, type TestClient } from '../support/create-test-app.js';

describe('people', () => {
  let app: TestApp;
  let admin: TestClient;

  beforeAll(async () => {
    app = await createTestApp();
    admin = await app.logIn('admin');
  });

  afterAll(() => app.stop());

  const create = (username: string, more: object = {}) =>
    admin.post<User & ProblemDetails>('/v2/users', {
      username,
      displayName: 'Somebody New',
      roles: ['agent'],
      groups: ['first-line'],
      password: 'a long password',
      ...more,
    });

  it('are created by an admin and can log in at once', async () => {
    // when
    const created = await create('newcomer');

    // then
    expect(created).toMatchObject({
      status: 201,
      body: { username: 'newcomer', roles: ['agent'], isDisabled: false },
    });
    expect(JSON.stringify(created.body)).not.toMatch(/password|argon/i);
    const session = await logIn(app.url, 'newcomer', 'a long password');
    expect(session.session?.person).toMatchObject({
      username: 'newcomer',
      mustChangePassword: true,
    });
  });

  it('cannot share a name', async () => {
    // given
    await create('twice');

    // then
    expect(await create('twice')).toMatchObject({ status: 409, body: { code: 'usernameTaken' } });
  });

  it.each([
    ['a short password', { password: 'short' }, 'password'],
    ['an unknown role', { roles: ['wizard'] }, 'roles.0'],
    ['an address that is none', { email: 'nobody' }, 'email'],
  ])('are refused with %s', async (_name, wrong, path) => {
    // when
    const answer = await create('wrong', wrong);

    // then
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalidRequest' } });
    expect(answer.body.errors?.map((error) => error.path)).toEqual([path]);
  });

  it('get a new password from an admin, which ends their sessions', async () => {
    // given
    await create('forgetful');
    const before = await logIn(app.url, 'forgetful', 'a long password');

    // when
    const answer = await admin.send('put', '/v2/users/forgetful/password', {
      password: 'another password',
    });

    // then
    expect(answer.status).toBe(204);
    expect((await before.get('/v2/session')).status).toBe(401);
    await logIn(app.url, 'forgetful', 'another password');
  });

  it('are found by text, role and group', async () => {
    // when
    const search = async (filter: object) =>
      (await admin.post<{ items: User[] }>('/v2/users/search', { filter })).body.items.map(
        (user) => user.username,
      );

    // then
    expect(await search({ text: 'ritA' })).toEqual(['rita']);
    expect(await search({ text: '.*' })).toEqual([]);
    expect(await search({ group: 'second-line' })).toEqual(['carla']);
    expect(await search({ role: 'process-owner' })).toEqual(['paula']);
  });

  it('leave a trace of every change, with what was before and after', async () => {
    // given
    await create('traced');

    // when
    await admin.send('patch', '/v2/users/traced', { groups: ['second-line'] });

    // then
    const { body } = await admin.post<{ items: AuditEntry[] }>('/v2/audit-logs/search', {
      filter: { subjectType: 'User', subjectKey: 'traced' },
    });
    expect(body.items.map((entry) => entry.action)).toEqual(['userUpdated', 'userCreated']);
    expect(body.items[0]).toMatchObject({
      actor: 'admin',
      before: { groups: ['first-line'] },
      after: { groups: ['second-line'] },
    });
    expect(JSON.stringify(body)).not.toContain('a long password');
  });
});

describe('a request that makes no sense', () => {
  let app: TestApp;
  let anna: TestClient;

  beforeAll(async () => {
    app = await createTestApp();
    anna = await app.logIn('anna');
  });

  afterAll(() => app.stop());

  it('is answered with a problem for an unknown operation', async () => {
    // when
    const answer = await anna.get<ProblemDetails>('/v2/no-such-thing');

    // then
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 'notFound', type: 'urn:lemniscate:problem:notFound' },
    });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('finds the server alive and ready, and its description open to read', async () => {
    // when
    const paths = ['/health/live', '/health/ready', '/v2/openapi.json', '/v2/docs'];
    const answers = await Promise.all(paths.map((path) => app.stranger().get(path)));

    // then
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('is answered with a problem for a body that is no JSON', async () => {
    // when
    const answer = await anna.agent
      .post('/v2/user-tasks/search')
      .set({ 'x-csrf-token': anna.session?.csrfToken ?? '', 'content-type': 'application/json' })
      .send('{"filter":');

    // then
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalidJson' });
  });

  it('names every wrong value and its place', async () => {
    // when
    const answer = await anna.post<ProblemDetails>('/v2/user-tasks/search', {
      filter: { mine: 'yes', state: ['open'] },
      page: { limit: 10_000 },
    });

    // then
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalidRequest' } });
    expect(answer.body.errors?.map((error) => error.path)).toEqual([
      'filter.mine',
      'filter.state.0',
      'page.limit',
    ]);
  });

  it('cannot smuggle operators of the store into a filter', async () => {
    // when
    const answer = await anna.post<ProblemDetails>('/v2/user-tasks/search', {
      filter: { assignee: { $ne: null } },
    });

    // then
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'filter.assignee' }] } });
  });

  it('is refused when its body is larger than any such request needs', async () => {
    // when
    const answer = await anna.post<ProblemDetails>('/v2/user-tasks/search', {
      filter: { text: 'x'.repeat(3_000_000) },
    });

    // then
    expect(answer).toMatchObject({ status: 413, body: { code: 'tooLarge' } });
  });
});
