import type {
  RecordDetail,
  RecordImportResult,
  RecordVersion,
} from '../../server/contract/index.js';
import { refreshRecords } from '../../server/features/records/refresh-records.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';

interface Problem {
  readonly code: string;
  readonly errors?: readonly { readonly path: string; readonly rule: string }[];
}
type Answer = RecordDetail & Problem;

describe('records', () => {
  let app: TestApp;
  let anna: TestClient;
  let dirk: TestClient;
  let rita: TestClient;

  beforeAll(async () => {
    app = await createTestApp({ environment: { LEMNISCATE_MAX_ATTACHMENT_BYTES: '300000' } });
    [anna, dirk, rita] = await Promise.all([
      app.logIn('anna'),
      app.logIn('dirk'),
      app.logIn('rita'),
    ]);
  });

  afterAll(() => app.stop());

  const incident = { title: 'No salaries', description: 'The run stops at step 3.' };

  async function create(fields: object, recordTypeId = 'incident', by = anna) {
    const { status, body } = await by.post<Answer>('/v2/records', { recordTypeId, fields });
    expect({ status, body }).toMatchObject({ status: 201 });
    return body;
  }

  const patch = (client: TestClient, { recordKey, version }: RecordDetail, fields: object) =>
    client.send<Answer>(
      'patch',
      `/v2/records/${recordKey}`,
      { fields },
      { 'if-match': `"${version}"` },
    );

  const move = (client: TestClient, record: RecordDetail, transitionId: string, fields = {}) =>
    client.send<Answer>(
      'post',
      `/v2/records/${record.recordKey}/transition`,
      { transitionId, fields, reason: 'as agreed' },
      { 'if-match': `"${record.version}"` },
    );

  const search = async (client: TestClient, filter: object) => {
    const path = '/v2/records/search';
    const { body } = await client.post<{ items: RecordDetail[] }>(path, { filter });
    return body.items.map(({ recordKey }) => recordKey);
  };

  it('are numbered by type, share numbers with instances, and are kept in every version', async () => {
    // given
    const first = await create(incident);
    const number = Number(first.recordKey.replace('INC-', ''));

    // when
    const changed = await patch(anna, first, { title: 'No salaries at all', category: 'software' });
    const history = await anna.get<{ items: RecordVersion[] }>(
      `/v2/records/${first.recordKey}/history`,
    );
    const second = await create(incident);

    // then
    expect(second.recordKey).toBe(`INC-${number + 1}`);
    expect(changed.headers['etag']).toBe('"2"');
    expect(history.body.items).toMatchObject([
      {
        version: 2,
        change: 'updated',
        by: 'anna',
        changes: [
          { path: 'fields.title', before: 'No salaries', after: 'No salaries at all' },
          { path: 'fields.category', after: 'software' },
        ],
      },
      { version: 1, change: 'created', by: 'anna' },
    ]);
    const counter = await app.services.store.counters.findById('demo/INC').lean();
    expect(counter?.value).toBe(number + 1);
  });

  it('refuse fields that break their type, by name, and keep nothing of them', async () => {
    // when
    const refused = await anna.post<Problem>('/v2/records', {
      recordTypeId: 'incident',
      fields: { title: 'x', priority: 9, 'a.b': 1 },
    });

    // then
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('recordInvalid');
    expect(refused.body.errors?.map(({ path }) => path).sort()).toEqual([
      'a.b',
      'description',
      'priority',
    ]);
  });

  it('go only where their life cycle leads, and not before they are complete', async () => {
    // given
    const record = await create(incident);

    // when
    const early = await move(dirk, record, 'close');
    const incomplete = await move(anna, record, 'classify', { category: 'software' });
    const classified = await move(anna, record, 'classify', {
      category: 'software',
      impact: 'high',
      urgency: 'high',
      priority: 1,
    });
    const resolved = await move(anna, classified.body, 'resolve', { resolution: 'Restarted' });
    const byAgent = await move(anna, resolved.body, 'close', { cause: 'software' });
    const closed = await move(dirk, resolved.body, 'close', { cause: 'software' });
    const late = await patch(dirk, closed.body, { title: 'Other' });

    // then
    expect(early).toMatchObject({ status: 409, body: { code: 'transitionNotAllowed' } });
    expect(incomplete).toMatchObject({ status: 422, body: { code: 'recordIncomplete' } });
    expect(incomplete.body.errors?.map(({ path }) => path)).toEqual([
      'impact',
      'urgency',
      'priority',
    ]);
    expect(resolved.body.transitions.map(({ id }) => id)).toEqual(['reopen']);
    expect(byAgent.status).toBe(403);
    expect(closed.body).toMatchObject({ status: 'closed', isClosed: true, can: { change: false } });
    expect(closed.body.retainUntil?.slice(0, 4)).toBe(
      String(Number(closed.body.closedAt?.slice(0, 4)) + 5),
    );
    expect(late).toMatchObject({ status: 409, body: { code: 'recordClosed' } });
  });

  it('are changed by nobody who has not read them as they are', async () => {
    // given
    const record = await create(incident);

    // when
    const blind = await anna.send<Problem>('patch', `/v2/records/${record.recordKey}`, {
      fields: { title: 'x' },
    });
    const [one, other] = await Promise.all([
      patch(anna, record, { title: 'by Anna' }),
      patch(dirk, record, { title: 'by Dirk' }),
    ]);

    // then
    expect(blind.status).toBe(428);
    expect([one.status, other.status].sort()).toEqual([200, 412]);
    const { body } = await anna.get<{ items: unknown[] }>(
      `/v2/records/${record.recordKey}/history`,
    );
    expect(body.items).toHaveLength(2);
  });

  it('are shown to their reporter and to nobody else outside', async () => {
    // given
    const hers = await create({ ...incident, reporter: 'rita' });
    const other = await create(incident);

    // then
    expect((await rita.get(`/v2/records/${hers.recordKey}`)).status).toBe(200);
    expect((await rita.get(`/v2/records/${other.recordKey}`)).status).toBe(404);
    expect((await patch(rita, hers, { title: 'x' })).status).toBe(403);
    const create403 = await rita.post('/v2/records', {
      recordTypeId: 'incident',
      fields: incident,
    });
    expect(create403.status).toBe(403);
    const found = await search(rita, { recordTypeId: 'incident' });
    expect(found).toEqual([hers.recordKey]);
  });

  it('are found by words, number, person, field and status', async () => {
    // given
    const record = await create({
      ...incident,
      title: 'Café printer jams',
      assignee: 'ben',
      priority: 4,
    });
    const expected = [record.recordKey];

    // then
    expect(await search(anna, { text: 'cafe PRINT' })).toEqual(expected);
    expect(await search(anna, { text: record.recordKey.toLowerCase() })).toEqual(expected);
    expect(await search(anna, { participant: 'ben' })).toEqual(expected);
    expect(await search(anna, { fields: { priority: 4 }, status: ['registered'] })).toEqual(
      expected,
    );
    expect(await search(anna, { text: 'printer nowhere' })).toEqual([]);
    expect(
      (await anna.post('/v2/records/search', { filter: { fields: { $where: '1' } } })).status,
    ).toBe(400);
  });

  it('are linked in both directions, to what is there and to the right types', async () => {
    // given
    const app1 = await create(
      { name: 'Payroll application', kind: 'application' },
      'configuration-item',
      dirk,
    );
    const record = await create(incident);
    const path = `/v2/records/${record.recordKey}/links`;
    const target = { recordKey: app1.recordKey };

    // when
    const linked = await anna.post<{ items: { linkKey: string }[] }>(path, {
      relation: 'affects',
      target,
    });
    const again = await anna.post<{ items: unknown[] }>(path, { relation: 'affects', target });
    const wrong = await anna.post<Problem>(path, { relation: 'causedBy', target });
    const nowhere = await anna.post(path, { relation: 'affects', target: { recordKey: 'CI-999' } });
    const seen = await anna.get<{ items: unknown[] }>(`/v2/records/${app1.recordKey}/links`);

    // then
    expect(linked.body.items).toMatchObject([
      { label: 'affects', direction: 'out', record: { title: 'Payroll application' } },
    ]);
    expect(again.body.items).toHaveLength(1);
    expect(wrong).toMatchObject({ status: 422, body: { code: 'linkInvalid' } });
    expect(nowhere.status).toBe(404);
    expect(seen.body.items).toMatchObject([
      { label: 'is affected by', direction: 'in', record: { recordKey: record.recordKey } },
    ]);
    expect(await search(anna, { linkedRecordKey: app1.recordKey })).toEqual([record.recordKey]);
    const gone = await anna.send('delete', `${path}/${linked.body.items[0]?.linkKey ?? ''}`);
    expect(gone.status).toBe(204);
  });

  it('carry out a command once, however often it comes', async () => {
    // given
    const body = { recordTypeId: 'incident', fields: incident, commandId: 'command-1' };

    // when
    const answers = await Promise.all(
      [1, 2, 3].map(() => anna.post<RecordDetail>('/v2/records', body)),
    );

    // then
    expect(new Set(answers.map((answer) => answer.body.recordKey)).size).toBe(1);
  });

  it('take the number of the instance that they lead, once', async () => {
    // given
    const command = { organisationId: 'demo', actor: { type: 'system', id: 'engine' } } as const;
    const record = { typeId: 'incident', fields: incident, wantedId: 'INC-70000' };

    // when
    const leading = await app.services.records.create(command, record);
    const second = await app.services.records.create(command, record);

    // then
    expect(leading.recordId).toBe('INC-70000');
    expect(second.recordId).not.toBe('INC-70000');
  });

  it('lose nothing when many change different fields at once', async () => {
    // given
    const { recordKey } = await create(incident);
    const command = { organisationId: 'demo', actor: { type: 'system', id: 'engine' } } as const;
    const changes = ['circumstances', 'workaround', 'resolution', 'reporterName', 'securityNote'];

    // when
    await Promise.all(
      changes.map((field) =>
        app.services.records.update(command, recordKey, { fields: { [field]: `${field} told` } }),
      ),
    );

    // then
    const { body } = await anna.get<RecordDetail>(`/v2/records/${recordKey}`);
    expect(body.version).toBe(6);
    for (const field of changes) expect(body.fields[field]).toBe(`${field} told`);
  });

  const attach = (client: TestClient, recordKey: string, name: string, content: string | Buffer) =>
    client.agent
      .post(`/v2/records/${recordKey}/attachments`)
      .set('x-csrf-token', client.session?.csrfToken ?? '')
      .attach('file', Buffer.from(content), name);

  it('keep files, the same content once, and give them to who may see the record', async () => {
    // given
    const record = await create({ ...incident, reporter: 'rita' });
    const other = await create(incident);
    const content = `<script>alert(1)</script>\n${record.recordKey}`;

    // when
    const attached = await attach(anna, record.recordKey, '../Protokoll März.txt', content);
    await attach(anna, other.recordKey, 'copy.txt', content);
    const [file] = (attached.body as RecordDetail).attachments;
    const path = `/v2/records/${record.recordKey}/attachments/${file?.attachmentKey ?? ''}`;
    const seen = await rita.get(path);
    const guessed = await rita.get(path.replace(record.recordKey, other.recordKey));
    const gone = await anna.send('delete', path);

    // then
    expect(attached.status).toBe(201);
    expect(file).toMatchObject({ name: 'Protokoll März.txt', mediaType: 'text/plain' });
    expect(seen).toMatchObject({ status: 200, text: content });
    expect(seen.headers).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment; /) as string,
      'x-content-type-options': 'nosniff',
    });
    expect(guessed.status).toBe(404);
    expect(gone.status).toBe(204);
    expect((await rita.get(path)).status).toBe(404);
    const { store } = app.services;
    const { sha256 = '' } = file ?? {};
    expect(await store.attachmentContents.countDocuments({ sha256 })).toBe(1);
    const kept = await store.recordVersions
      .findOne({ recordId: record.recordKey, version: 2 })
      .lean();
    expect(kept?.attachments).toMatchObject([{ sha256 }]);
  });

  it('refuse files of a wrong type or size, and keep nothing of them', async () => {
    // given
    const { store } = app.services;
    const { recordKey } = await create({ ...incident, reporter: 'rita' });
    const before = await store.attachmentContents.countDocuments();

    // when
    const page = await attach(anna, recordKey, 'page.html', '<html></html>');
    const disguised = await attach(anna, recordKey, 'shot.png', '%PDF-1.7');
    const large = await attach(anna, recordKey, 'large.txt', 'x'.repeat(300_001));
    const byReader = await attach(rita, recordKey, 'mine.txt', 'x');
    const none = await anna.post<Problem>(`/v2/records/${recordKey}/attachments`);

    // then
    expect([page, disguised].map(({ status, body }) => [status, (body as Problem).code])).toEqual([
      [422, 'attachmentType'],
      [422, 'attachmentType'],
    ]);
    expect([large.status, (large.body as Problem).code]).toEqual([413, 'tooLarge']);
    expect(byReader.status).toBe(403);
    expect(none.status).toBe(400);
    expect(await store.attachmentContents.countDocuments()).toBe(before);
    expect((await anna.get(`/v2/records/${recordKey}`)).body).toMatchObject({ version: 1 });
  });

  it('are imported all or none, and once', async () => {
    // given
    const rows = [
      {
        externalKey: 'a',
        fields: { name: 'Zulu A', kind: 'server', environment: 'production' },
        status: 'live',
      },
      {
        externalKey: 'b',
        fields: { name: 'Database B', kind: 'database' },
        links: [{ relation: 'runsOn', to: 'a' }],
      },
    ];
    const send = (body: object) =>
      dirk.post<RecordImportResult>('/v2/records/import', {
        recordTypeId: 'configuration-item',
        ...body,
      });
    const wrong = [
      ...rows,
      { externalKey: 'c', fields: { name: 'C', kind: 'poem' }, status: 'live' },
      {
        externalKey: 'c',
        fields: { name: 'D', kind: 'site' },
        links: [{ relation: 'runsOn', to: 'nowhere' }],
      },
    ];

    // when
    const refused = await send({ rows: wrong });
    const tried = await send({ rows, isDryRun: true });
    const before = await search(dirk, { recordTypeId: 'configuration-item', text: 'zulu' });
    const done = await send({ rows });
    const again = await send({
      rows: [rows[0], { ...rows[1], fields: { name: 'Database B2', kind: 'database' } }],
    });
    const byAgent = await anna.post('/v2/records/import', {
      recordTypeId: 'configuration-item',
      rows,
    });

    // then
    expect(refused.body.problems.map(({ row, path }) => `${row} ${path}`)).toEqual([
      '3 kind',
      '3 externalKey',
      '3 environment',
      '4 externalKey',
      '4 links.0',
    ]);
    expect(tried.body).toMatchObject({ created: 2, problems: [], recordKeys: [] });
    expect(before).toEqual([]);
    expect(done.body).toMatchObject({ created: 2, updated: 0 });
    expect(again.body).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect(byAgent.status).toBe(403);
    const linked = await dirk.get(`/v2/records/${done.body.recordKeys[1] ?? ''}/links`);
    expect(linked.body).toMatchObject({
      items: [{ label: 'runs on', record: { title: 'Zulu A' } }],
    });
  });

  it('are exported as a table that can be imported', async () => {
    // given
    const csv =
      'externalKey,name,kind,contactEmail\np1,"Zulu, Works",customer,h@example.org\np2,Zulu Two,supplier,\n';
    await dirk.post('/v2/records/import', { recordTypeId: 'party', csv });

    // when
    const exported = await dirk.post<{ content: string; count: number }>('/v2/records/export', {
      filter: { recordTypeId: 'party', text: 'zulu' },
      format: 'csv',
    });
    const back = await dirk.post<RecordImportResult>('/v2/records/import', {
      recordTypeId: 'party',
      csv: exported.body.content,
    });

    // then
    expect(exported.body.count).toBe(2);
    expect(back.body).toMatchObject({ created: 0, updated: 0, unchanged: 2, problems: [] });
  });

  it('of another organisation do not exist', async () => {
    // given
    const { store, records } = app.services;
    const command = { organisationId: 'elsewhere', actor: { type: 'system', id: 'x' } } as const;
    const other = await records.create(command, {
      typeId: 'party',
      fields: { name: 'Zed', kind: 'unit' },
    });

    // then
    expect(await search(dirk, { text: 'zed' })).toEqual([]);
    await expect(
      records.update({ ...command, organisationId: 'demo' }, other.recordId, {
        fields: { name: 'x' },
      }),
    ).resolves.toMatchObject({ organisationId: 'demo' });
    expect(await store.records.findById(other._id).lean()).toMatchObject({ title: 'Zed' });
  });

  it('follow a type whose audience has changed, without a new version', async () => {
    // given
    const { store, recordTypes } = app.services;
    const { recordKey } = await create(incident);
    const _id = `demo/${recordKey}`;
    await store.records.updateOne({ _id }, { $set: { typeHash: 'old', readRoles: [] } });
    expect((await anna.get(`/v2/records/${recordKey}`)).status).toBe(404);

    // when
    const count = await refreshRecords(store, recordTypes, 'demo');

    // then
    expect(count).toBe(1);
    expect((await anna.get(`/v2/records/${recordKey}`)).body).toMatchObject({ version: 1 });
  });
});
