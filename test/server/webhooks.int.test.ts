import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery, Webhook } from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

const SECRET = 'a secret that signs';

interface Told {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly event: { readonly event: string; readonly processInstanceKey: string };
}

describe('webhooks', () => {
  let server: Server;
  let url: string;
  let app: TestApp;
  let admin: TestClient;
  let inbox: TestInbox;
  let webhook: Webhook;
  let refusals = 1;
  const told: Told[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        told.push({ headers: request.headers, body, event: JSON.parse(body) as Told['event'] });
        refusals -= 1;
        response.writeHead(refusals >= 0 ? 500 : 204).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    url = `http://${host}/hook`;
    app = await createTestApp({
      hasWorker: true,
      environment: {
        LEMNISCATE_HTTP_ALLOWED_HOSTS: host,
        LEMNISCATE_SECRET_KEY: Buffer.alloc(32, 3).toString('base64'),
      },
    });
    admin = await app.logIn('admin');
    inbox = createTestInbox(admin);
    const events = ['processInstanceStarted', 'userTaskCreated'];
    const answer = await admin.post<Webhook>('/v2/webhooks', {
      name: 'Desk',
      url,
      events,
      secret: SECRET,
    });
    webhook = answer.body;
    const xml = buildProcess(
      'watched',
      (scope) =>
        scope
          .start('begin')
          .user('look', { assignment: { candidateRoles: 'admin' } })
          .end('done')
          .flow('begin', 'look', 'done'),
      { start: { roles: 'admin' } },
    );
    await deployProcess(await app.logIn('paula'), xml);
  });

  afterAll(async () => {
    await app.stop();
    server.closeAllConnections();
    server.close();
  });

  const deliveriesOf = async (key: string): Promise<Delivery[]> => {
    const filter = { channel: 'webhook' };
    const { body } = await admin.post<{ items: Delivery[] }>('/v2/deliveries/search', { filter });
    return body.items.filter(({ processInstanceKey }) => processInstanceKey === key);
  };

  /** The wait after a failure, cut short. */
  async function hurry(): Promise<void> {
    const { store, deliverer } = app.services;
    const waiting = { state: 'pending' as const, leaseKey: null };
    await store.deliveries.updateMany(waiting, { $set: { nextAttemptAt: new Date(0) } });
    await deliverer.deliverDue();
  }

  it('tell another system of what it wants to know, signed, until it takes it', async () => {
    // when
    const key = await inbox.start('watched', { secretly: 'nothing of this' });
    await inbox.open(key, 'look');
    const sent = await eventually(async () => {
      await hurry();
      const deliveries = await deliveriesOf(key);
      return deliveries.length > 0 && deliveries.every(({ state }) => state === 'sent')
        ? deliveries
        : undefined;
    });

    // then
    const own = told.filter(({ event }) => event.processInstanceKey === key);
    expect(sent.map(({ subject }) => subject).sort()).toEqual([
      'processInstanceStarted',
      'userTaskCreated',
    ]);
    expect(sent.map(({ attempts }) => attempts).sort()).toEqual([1, 2]);
    expect(own).toHaveLength(3);
    expect(new Set(own.map(({ headers }) => headers['x-lemniscate-delivery'])).size).toBe(2);
    for (const { headers, body } of own) {
      const stamp = String(headers['x-lemniscate-timestamp']);
      const hash = createHmac('sha256', SECRET).update(`${stamp}.${body}`).digest('hex');
      expect(headers['x-lemniscate-signature']).toBe(`v1=${hash}`);
      expect(body).not.toContain('nothing of this');
    }
  });

  it('never show their secret, and keep it among those nobody lists', async () => {
    // when
    const answers = [
      await admin.get('/v2/webhooks'),
      await admin.get('/v2/secrets'),
      await admin.post('/v2/audit-logs/search'),
    ];

    // then
    for (const { text } of answers) expect(text).not.toContain(SECRET);
    expect(answers[1]?.body).toEqual({ items: [] });
  });

  it('are told no more once they are disabled, and refuse addresses inside the network', async () => {
    // given
    const path = `/v2/webhooks/${webhook.webhookKey}`;
    const changed = await admin.send<Webhook>('patch', path, { isDisabled: true });
    const { deliveryBox, deliverer, store } = app.services;
    const { organisationId } = app.config;
    const content = { name: 'x', event: 'incidentRaised', body: '{}' };
    const inner = await admin.post<Webhook>('/v2/webhooks', {
      name: 'Inner',
      url: 'http://169.254.169.254/',
      events: ['incidentRaised'],
      secret: SECRET,
    });
    const before = told.length;

    // when
    const keys = [webhook.webhookKey, inner.body.webhookKey];
    await deliveryBox.add(
      keys.map((webhookId) => ({
        _id: `test:${webhookId}`,
        organisationId,
        channel: 'webhook' as const,
        webhook: { ...content, webhookId, url },
      })),
    );
    await deliverer.deliverDue();

    // then
    expect(changed.body.isDisabled).toBe(true);
    const refused = await eventually(async () => {
      const row = await store.deliveries.findById(`test:${inner.body.webhookKey}`).lean();
      return row?.lastError;
    });
    expect(refused).toContain('inside the network');
    expect(told).toHaveLength(before);
    expect((await admin.send('delete', path)).status).toBe(204);
    expect((await admin.send('delete', path)).status).toBe(404);
  });
});
