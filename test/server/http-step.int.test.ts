import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Incident } from '../../server/contract/index.js';
import { createGuardedFetch, type Call } from '../../server/features/outgoing/guarded-fetch.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { testTemporalAddress } from '../support/embedded-temporal.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

const SECRET = 'correct-horse-battery-staple';

interface Seen {
  readonly url: string;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Another system; what it answers depends on the path. */
async function startSystem(): Promise<{ server: Server; host: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url = '', method = '', headers } = request;
      seen.push({ url, method, headers, body: Buffer.concat(chunks).toString() });
      answer(url, headers, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, host: `127.0.0.1:${String((server.address() as AddressInfo).port)}`, seen };
}

function answer(url: string, headers: IncomingMessage['headers'], response: ServerResponse): void {
  const json = (status: number, text: string) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  const { pathname, searchParams } = new URL(url, 'http://here');
  switch (pathname) {
    case '/echo':
      return void json(200, JSON.stringify({ got: headers.authorization ?? null }));
    case '/missing':
      return void json(404, '{"reason": "no such thing"}');
    case '/broken':
      return void response.writeHead(503).end(`token ${String(headers.authorization)}`);
    case '/garbage':
      return void json(200, '{"half":');
    case '/large':
      return void response.end('x'.repeat(50_000));
    case '/silent':
      return undefined;
    case '/away':
      return void response.writeHead(302, { location: searchParams.get('to') ?? '/away' }).end();
    default:
      return void json(200, '{}');
  }
}

const closeAll = (servers: readonly Server[]) => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
};

describe('calls to other systems', () => {
  let system: Awaited<ReturnType<typeof startSystem>>;
  let other: Awaited<ReturnType<typeof startSystem>>;

  beforeAll(async () => {
    [system, other] = [await startSystem(), await startSystem()];
  });

  afterAll(() => {
    closeAll([system.server, other.server]);
  });

  function call(url: string, parts: Partial<Call> = {}, allowed: readonly string[] = []) {
    const callOut = createGuardedFetch({
      allowedHosts: [system.host, ...allowed],
      maxBytes: 10_000,
    });
    return callOut({ method: 'GET', url, headers: {}, timeoutMs: 2_000, ...parts });
  }

  it.each([
    'http://127.0.0.1/',
    'http://localhost:1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.31.0.1/',
    'http://192.168.0.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://name:password@example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'no address',
  ])('never go to %s', async (url) => {
    await expect(call(url)).rejects.toMatchObject({ code: 'addressForbidden' });
  });

  it('look at every address of a name, and connect to the one they looked at', async () => {
    // given
    const asked: string[] = [];
    const port = system.host.split(':')[1] ?? '';
    const callWith = (addresses: readonly string[], allowedHosts: readonly string[]) =>
      createGuardedFetch({
        allowedHosts,
        resolve: (host) => {
          asked.push(host);
          return Promise.resolve(asked.length > 1 ? ['10.0.0.1'] : addresses);
        },
      })({ method: 'GET', url: `http://inner.test:${port}/`, headers: {}, timeoutMs: 2_000 });

    // when
    const allowed = await callWith(['127.0.0.1'], [`inner.test:${port}`]);

    // then
    expect(allowed.status).toBe(200);
    expect(asked).toEqual(['inner.test']);
    asked.length = 0;
    await expect(callWith(['93.184.215.14', '127.0.0.1'], [])).rejects.toMatchObject({
      code: 'addressForbidden',
    });
  });

  it('look at redirects as well, and leave secrets with the host they are for', async () => {
    // given
    const headers = { authorization: 'Bearer x', accept: 'a/b' };
    const secretHeaders = ['authorization'];
    const to = (host: string) =>
      `http://${system.host}/away?to=${encodeURIComponent(`http://${host}/echo`)}`;

    // when
    const answer = await call(to(other.host), { headers, secretHeaders }, [other.host]);

    // then
    expect(JSON.parse(answer.text)).toEqual({ got: null });
    expect(other.seen.at(-1)?.headers.accept).toBe('a/b');
    await expect(call(to(other.host))).rejects.toMatchObject({ code: 'addressForbidden' });
    await expect(call(`http://${system.host}/away`)).rejects.toThrow('at most 3 redirects');
  });

  it.each([
    ['/large', 'at most 10000 bytes'],
    ['/silent', 'there was none in time'],
  ])('end at the limits: %s', async (path, message) => {
    await expect(call(`http://${system.host}${path}`, { timeoutMs: 500 })).rejects.toThrow(message);
  });
});

describe('the step http', () => {
  let system: Awaited<ReturnType<typeof startSystem>>;
  let app: TestApp;
  let admin: TestClient;
  let owner: TestClient;
  let inbox: TestInbox;

  beforeAll(async () => {
    system = await startSystem();
    app = await createTestApp({
      hasWorker: true,
      environment: {
        LEMNISCATE_HTTP_ALLOWED_HOSTS: system.host,
        LEMNISCATE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      },
    });
    admin = await app.logIn('admin');
    owner = await app.logIn('paula');
    inbox = createTestInbox(admin);
    await admin.send('put', '/v2/secrets/TOKEN', { value: SECRET, description: 'for tests' });
  });

  afterAll(async () => {
    await app.stop();
    closeAll([system.server]);
  });

  /** Starts a process of one call; an HTTP error that the model catches leads to the task `mend`. */
  async function begin(processId: string, inputs: Readonly<Record<string, string>>) {
    const job = { type: 'http', retries: '2', retryBackoff: 'PT0.1S' };
    const xml = buildProcess(
      processId,
      (scope) =>
        scope
          .start('begin')
          .service('call', { job, inputs })
          .boundary('refused', 'call', { error: 'httpStatus' })
          .user('look', { assignment: { candidateRoles: 'admin' } })
          .user('mend', { assignment: { candidateRoles: 'admin' } })
          .end('done')
          .flow('begin', 'call', 'look', 'done')
          .flow('refused', 'mend', 'done'),
      { start: { roles: 'admin' } },
    );
    await deployProcess(owner, xml);
    return inbox.start(processId);
  }

  async function variablesOf(key: string): Promise<Record<string, unknown>> {
    const { body } = await admin.get<{ items: { name: string; value: unknown }[] }>(
      `/v2/process-instances/${key}/variables`,
    );
    return Object.fromEntries(body.items.map(({ name, value }) => [name, value]));
  }

  const incidentOf = (processInstanceKey: string): Promise<Incident> =>
    eventually(async () => {
      const filter = { processInstanceKey };
      const { body } = await admin.post<{ items: Incident[] }>('/v2/incidents/search', { filter });
      return body.items[0];
    });

  /** Everything that is kept, and the history of an instance. */
  async function readAll(key: string): Promise<Buffer> {
    const { connection: store } = app.services.store;
    const collections = (await store.db?.collections()) ?? [];
    const kept = await Promise.all(collections.map((one) => one.find().toArray()));
    const connection = await Connection.connect({ address: testTemporalAddress() });
    const history = await new Client({ connection }).workflow.getHandle(key).fetchHistory();
    await connection.close();
    const { History } = temporal.api.history.v1;
    return Buffer.concat([Buffer.from(JSON.stringify(kept)), History.encode(history).finish()]);
  }

  it('shows a secret to the other system and to nothing and nobody else', async () => {
    // given
    const url = `http://${system.host}/echo`;

    // when
    const key = await begin('with-secret', {
      url,
      method: 'POST',
      auth: 'secret:TOKEN',
      body: '={a: 1}',
    });
    await inbox.open(key, 'look');

    // then
    const seen = system.seen.find((one) => one.method === 'POST');
    expect(seen?.headers.authorization).toBe(`Bearer ${SECRET}`);
    expect(seen?.headers['idempotency-key']).toBeDefined();
    expect(seen?.body).toBe('{"a":1}');
    expect(await variablesOf(key)).toMatchObject({
      httpStatus: 200,
      httpBody: { got: 'Bearer [secret]' },
    });
    expect((await readAll(key)).includes(SECRET)).toBe(false);
    expect((await admin.get('/v2/secrets')).text).not.toContain(SECRET);
    expect((await owner.get('/v2/secrets')).status).toBe(403);
  });

  it('tries again what may pass, and then is an incident without a word of the answer', async () => {
    // when
    const key = await begin('broken', {
      url: `http://${system.host}/broken`,
      auth: 'secret:TOKEN',
    });
    const incident = await incidentOf(key);

    // then
    expect(incident.message).toContain(
      "Step 'http' at element 'call': expected a status below 400, but got 503.",
    );
    expect(system.seen.filter(({ url }) => url === '/broken')).toHaveLength(2);
    expect((await readAll(key)).includes(SECRET)).toBe(false);
  });

  it('throws a BPMN error where the model wants one', async () => {
    // when
    const key = await begin('caught', {
      url: `http://${system.host}/missing`,
      onStatus: 'bpmnError',
    });

    // then
    await inbox.open(key, 'mend');
  });

  it.each([
    ['a forbidden address', { url: 'http://169.254.169.254/' }, 'is inside the network'],
    ['a secret nobody stored', { url: 'http://HOST/', auth: 'secret:OTHER' }, "a secret 'OTHER'"],
    ['credentials in the model', { url: 'http://HOST/', auth: 'password' }, "'secret:NAME'"],
    ['JSON that is none', { url: 'http://HOST/garbage' }, 'Expected JSON'],
  ])('is an incident with %s', async (what, inputs, message) => {
    // given
    const given = { ...inputs, url: inputs.url.replace('HOST', system.host) };

    // when
    const key = await begin(`refused-${what.replaceAll(/\W+/g, '-').toLowerCase()}`, given);

    // then
    expect((await incidentOf(key)).message).toContain(message);
  });
});
