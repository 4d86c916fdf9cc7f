import type {
  Agreement,
  Calendar,
  Clock,
  Fact,
  ProblemDetails,
  TermsCheck,
  UserTask,
} from '../../server/contract/index.js';
import { publicationOf } from '../../server/store/terms-models.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

const thresholds = [
  { kind: 'atRisk', escalationCode: 'late' },
  { kind: 'breach', escalationCode: 'missed' },
];

const promised = buildProcess(
  'promised',
  (scope) =>
    scope
      .start('begin')
      .user('work', {
        assignment: { candidateRoles: 'agent' },
        clocks: [
          { id: 'promise', commitment: 'resolution', thresholds },
          {
            id: 'own',
            target: 'PT4H',
            calendar: 'around-the-clock',
            thresholds: thresholds.slice(1),
          },
        ],
      })
      .end('done')
      .flow('begin', 'work', 'done'),
  { start: { roles: 'agent' } },
);

const hour = 3_600_000;
const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
const calendar = {
  name: 'Always',
  zone: 'Europe/Amsterdam',
  hours: always,
  holidays: [],
  exceptions: [],
};
const agreement = {
  name: 'Mail',
  serviceId: 'email',
  calendarId: 'always',
  atRiskShare: 0.5,
  targets: [
    { commitment: 'resolution', priority: '1', target: 'PT2H' },
    { commitment: 'resolution', target: 'PT8H' },
  ],
};

describe('calendars and agreements', () => {
  let app: TestApp;
  let admin: TestClient;
  let dirk: TestClient;
  let anna: TestClient;
  let inbox: TestInbox;

  const put = <Body>(client: TestClient, path: string, version: number, body: object) =>
    client.send<Body>('put', path, body, { 'if-match': `"${String(version)}"` });

  const start = (serviceId: string, variables: object = {}): Promise<string> =>
    inbox.start('promised', variables, { serviceId });

  const clockOf = async (key: string, clockId: string): Promise<Clock | undefined> => {
    const { body } = await admin.get<{ items: Clock[] }>(`/v2/process-instances/${key}/clocks`);
    return body.items.find((clock) => clock.clockId === clockId);
  };

  const derived = (key: string, clockId: string, targetHours: number): Promise<Clock> =>
    eventually(async () => {
      const clock = await clockOf(key, clockId);
      const isDerived =
        clock?.targetMs === targetHours * hour && clock.calendarVersion !== undefined;
      return isDerived ? clock : undefined;
    });

  const changesOf = async (key: string): Promise<unknown[]> => {
    const { body } = await admin.get<{ items: Fact[] }>(
      `/v2/process-instances/${key}/facts?limit=500`,
    );
    return body.items.flatMap(({ data }) => (data['changes'] as unknown[] | undefined) ?? []);
  };

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    admin = await app.logIn('admin');
    dirk = await app.logIn('dirk');
    anna = await app.logIn('anna');
    inbox = createTestInbox(anna);
    await deployProcess(await app.logIn('paula'), promised);
    await admin.post('/v2/calendars', { calendarId: 'always', ...calendar });
    await admin.post('/v2/agreements', { agreementId: 'mail', ...agreement });
  });

  afterAll(() => app.stop());

  it('derives deadlines by the agreement of the service, and again when the priority changes', async () => {
    // given
    const key = await start('email', { priority: 2 });
    const before = await derived(key, 'promise', 8);
    expect(before).toMatchObject({ commitment: 'resolution', agreementId: 'mail', priority: '2' });
    expect(before.deadlines.map(({ share }) => share)).toEqual([0.5, 1]);

    // when
    await admin.send('put', `/v2/process-instances/${key}/variables`, {
      variables: { priority: 1 },
    });

    // then
    expect(await derived(key, 'promise', 2)).toMatchObject({ priority: '1' });
    expect(await changesOf(key)).toEqual([
      { of: 'priority', from: '2', to: '1' },
      { of: 'target', from: 'PT480M', to: 'PT120M' },
    ]);
  });

  it('shows the service time that is left, in the clock and in a page of tasks', async () => {
    const key = await start('email');
    const { remainingMs = 0, usedMs = 0 } = await derived(key, 'promise', 8);
    expect(remainingMs + usedMs).toBe(8 * hour);
    const { body } = await anna.post<{ items: UserTask[] }>('/v2/user-tasks/search', {
      filter: { processInstanceKey: key },
    });
    const left = body.items[0]?.clock?.remainingMs ?? 0;
    expect(left).toBeGreaterThan(7.9 * hour);
    expect(left).toBeLessThanOrEqual(remainingMs);
  });

  it('tells every open clock of a new version, once, and why its deadlines have moved', async () => {
    // given
    const keys = [await start('email'), await start('email')];
    const other = await start('network');
    for (const key of keys) await derived(key, 'promise', 8);
    await derived(other, 'own', 4);
    const { body: current } = await admin.get<Agreement>('/v2/agreements/mail');
    const targets = [{ commitment: 'resolution', target: 'PT12H' }];

    // when
    const { body: check } = await dirk.post<TermsCheck>('/v2/agreements/mail/check', {
      agreement: { ...agreement, targets },
    });
    const { status } = await put(dirk, '/v2/agreements/mail', current.version, {
      ...agreement,
      targets,
    });

    // then
    expect(check).toMatchObject({ problems: [] });
    expect(check.openClocks).toBeGreaterThanOrEqual(2);
    expect(status).toBe(200);
    for (const key of keys) {
      await derived(key, 'promise', 12);
      expect(await changesOf(key)).toEqual([
        { of: 'agreementVersion', from: '1', to: '2' },
        { of: 'target', from: 'PT480M', to: 'PT720M' },
      ]);
    }
    expect(await changesOf(other)).toEqual([]);
  });

  it('goes on telling where it was interrupted, and tells nobody twice', async () => {
    // given
    const [first, second] = [await start('network'), await start('network')];
    const clocks = [await derived(first, 'own', 4), await derived(second, 'own', 4)];
    const { store, termsAnnouncer } = app.services;
    const row = await store.calendars
      .findOne({ calendarId: 'around-the-clock', isCurrent: true })
      .lean()
      .exec();
    if (row === null) throw new TypeError('Expected a calendar');
    await store.calendars.updateOne({ _id: row._id }, { $set: { isCurrent: false } }).exec();
    const after = { ...row, _id: `${row._id}-next`, version: '2', savedAt: new Date(0) };
    await store.calendars.create({ ...after, calendar: { ...row.calendar, version: '2' } });
    const position = clocks.map(({ clockKey }) => clockKey).sort()[0] ?? '';
    await store.termsPublications.create({
      ...publicationOf(after, new Date(0)),
      position,
    });

    // when
    await termsAnnouncer.settlePending(new Date(1));

    // then
    const countedBy = (versions: string) =>
      eventually(async () => {
        const found = [await clockOf(first, 'own'), await clockOf(second, 'own')];
        const text = found.map((clock) => clock?.calendarVersion ?? '').sort();
        return text.join() === versions ? versions : undefined;
      });
    await countedBy('1,2');

    // and when the second round looks for whom the first has not found
    for (let round = 0; round < 2; round += 1)
      await termsAnnouncer.settlePending(new Date(Date.now() + hour));

    // then
    await countedBy('2,2');
    for (const key of [first, second]) {
      expect(await changesOf(key)).toEqual([{ of: 'calendarVersion', from: '1', to: '2' }]);
    }
    expect(await store.termsPublications.exists({ isDone: false })).toBeNull();
  });

  it('says when a sample is due, and what is wrong with a calendar', async () => {
    const sample = { startedAt: '2026-01-09T16:30:00+01:00', serviceMs: 2 * hour };
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' }));
    const check = (body: object) => admin.post<TermsCheck>('/v2/calendars/office/check', body);

    const { body: fine } = await check({ calendar: { ...calendar, hours }, sample });
    expect(fine).toEqual({ problems: [], openClocks: 0, dueAt: '2026-01-12T09:30:00.000Z' });
    const { body: closed } = await check({ calendar: { ...calendar, hours: [] }, sample });
    expect(closed.problems).toMatchObject([{ path: 'hours' }]);
    expect(closed.dueAt).toBeUndefined();
  });

  it('refuses by field what clocks cannot count by', async () => {
    const wrongCalendar = await admin.post<ProblemDetails>('/v2/calendars', {
      calendarId: 'odd',
      ...calendar,
      zone: 'Europe/Atlantis',
      holidays: ['2026-02-30'],
    });
    expect(wrongCalendar.status).toBe(422);
    expect(wrongCalendar.body.errors).toMatchObject([{ path: 'zone' }, { path: 'holidays.0' }]);
    const wrongAgreement = await dirk.post<ProblemDetails>('/v2/agreements', {
      agreementId: 'odd',
      ...agreement,
      serviceId: 'nothing',
      calendarId: 'none',
      targets: [{ commitment: 'resolution', target: 'soon' }],
    });
    expect(wrongAgreement.status).toBe(422);
    expect(wrongAgreement.body.errors).toMatchObject([
      { path: 'serviceId' },
      { path: 'calendarId' },
      { path: 'targets.0.target' },
    ]);
  });

  it('keeps every version, wants the one that was read, and audits who saved', async () => {
    // given
    const body = { ...calendar, name: 'Versioned' };
    const created = await admin.post<Calendar>('/v2/calendars', {
      calendarId: 'versioned',
      ...body,
    });
    expect([created.status, created.headers['etag']]).toEqual([201, '"1"']);
    const path = '/v2/calendars/versioned';

    // when
    const unsure = await admin.send('put', path, body);
    const saved = await put<Calendar>(admin, path, 1, { ...body, name: 'Saved' });
    const late = await put(admin, path, 1, body);
    const again = await admin.post('/v2/calendars', { calendarId: 'versioned', ...body });

    // then
    expect([unsure.status, saved.status, late.status, again.status]).toEqual([428, 200, 412, 409]);
    expect(saved.body).toMatchObject({ version: 2, name: 'Saved', savedBy: 'admin' });
    const { body: versions } = await admin.get<{ items: Calendar[] }>(`${path}/versions`);
    expect(versions.items.map(({ version, name }) => [version, name])).toEqual([
      [2, 'Saved'],
      [1, 'Versioned'],
    ]);
    const { body: audited } = await admin.post<{ items: { action: string }[] }>(
      '/v2/audit-logs/search',
      { filter: { subjectType: 'Calendar', subjectKey: 'versioned' } },
    );
    expect(audited.items.map(({ action }) => action).sort()).toEqual([
      'calendarCreated',
      'calendarSaved',
    ]);
  });

  it('lets only those change terms whose they are', async () => {
    const statuses = await Promise.all([
      dirk.get('/v2/calendars/always'),
      dirk.post('/v2/calendars', { calendarId: 'dirk', ...calendar }),
      put(dirk, '/v2/calendars/always', 1, calendar),
      anna.get('/v2/agreements'),
      anna.post('/v2/agreements', { agreementId: 'anna', ...agreement }),
      app.stranger().get('/v2/calendars'),
      dirk.get('/v2/agreements/nothing'),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 403, 403, 403, 403, 401, 404]);
  });
});
