import { createServer, type AddressInfo } from 'node:net';
import type { Delivery, Notification, NotificationSettings } from '../../server/contract/index.js';
import { createMailChannel } from '../../server/features/notifications/mail-channel.js';
import type { Notice } from '../../server/features/notifications/notify-people.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { startSmtpInbox, type ReceivedMail, type SmtpInbox } from '../support/smtp-inbox.js';

const from = 'Desk <desk@example.org>';
const hasHeader = (mail: ReceivedMail, pattern: RegExp): boolean =>
  pattern.test(mail.raw.split('\r\n\r\n')[0] ?? '');

describe('notifications', () => {
  let smtp: SmtpInbox;
  let app: TestApp;
  let admin: TestClient;
  let anna: TestClient;
  let clock = Date.parse('2027-06-01T05:30:00Z');

  beforeAll(async () => {
    smtp = await startSmtpInbox();
    app = await createTestApp({
      now: () => new Date(clock),
      environment: {
        LEMNISCATE_SMTP_HOST: '127.0.0.1',
        LEMNISCATE_SMTP_PORT: String(smtp.port),
        LEMNISCATE_SMTP_TLS: 'none',
        LEMNISCATE_MAIL_FROM: from,
      },
    });
    admin = await app.logIn('admin');
    anna = await app.logIn('anna');
  });

  afterAll(async () => {
    await app.stop();
    await smtp.stop();
  });

  const mailsTo = (address: string): ReceivedMail[] =>
    smtp.mails.filter(({ to }) => to.includes(address));

  function tell(dedupeKey: string, parts: Partial<Notice> = {}) {
    return app.services.notifyPeople({
      organisationId: app.config.organisationId,
      dedupeKey,
      recipients: { users: ['anna'] },
      wording: { kind: 'mention', subject: `About ${dedupeKey}`, text: 'Look.' },
      ...parts,
    });
  }

  async function readOwn(): Promise<Notification[]> {
    const { body } = await anna.post<{ items: Notification[] }>('/v2/notifications/search');
    return body.items;
  }

  async function setUp(change: (settings: NotificationSettings['preferences']) => void) {
    const { body } = await anna.get<NotificationSettings>('/v2/notifications/settings');
    change(body.preferences);
    await anna.send('put', '/v2/notifications/settings', body.preferences);
  }

  function deliveryTo(address: string): Promise<Delivery | undefined> {
    return admin
      .post<{ items: Delivery[] }>('/v2/deliveries/search')
      .then(({ body }) => body.items.find(({ to }) => to === address));
  }

  async function mailOnly(address: string): Promise<void> {
    const { organisationId } = app.config;
    const mail = { to: address, subject: 'Hello', text: 'there' };
    await app.services.deliveryBox.add([
      { _id: `test:${address}`, organisationId, channel: 'email', mail },
    ]);
  }

  it('are shown once and mailed once, however often the same is told', async () => {
    // when
    await Promise.all([tell('once'), tell('once'), tell('once')]);
    await app.services.deliverer.deliverDue();

    // then
    await eventually(() => Promise.resolve(mailsTo('anna@demo.example')[0]));
    expect((await readOwn()).filter(({ subject }) => subject === 'About once')).toHaveLength(1);
    expect(mailsTo('anna@demo.example')).toHaveLength(1);
  });

  it('are written from templates, and hostile values stay text', async () => {
    // given
    const values = {
      title: '<img src=x>\r\nBcc: evil@example.org',
      status: 'open\r\nBcc: a@b.example',
    };
    const wording = { templateId: 'status-update', values };

    // when
    await setUp(({ kinds }) => (kinds.processNotice.email = 'immediately'));
    await tell('from-template', { wording, businessKey: 'INC-7' });
    await app.services.deliverer.deliverDue();

    // then
    const mail = await eventually(() =>
      Promise.resolve(smtp.mails.find(({ raw }) => /^Subject: INC-7/m.test(raw))),
    );
    expect(hasHeader(mail, /^Bcc:/im)).toBe(false);
    expect(mail.to).toEqual(['anna@demo.example']);
    expect(mail.raw).toContain('&lt;img');
    expect(
      await tell('without-value', { wording: { templateId: 'status-update', values: {} } }).catch(
        String,
      ),
    ).toContain("Expected a value 'title'");
  });

  it('follow what the person prefers', async () => {
    // given
    await setUp(({ kinds }) => (kinds.mention = { app: false, email: 'off' }));
    const before = mailsTo('anna@demo.example').length;

    // when
    await tell('unwanted');
    await app.services.deliverer.deliverDue();

    // then
    expect((await readOwn()).map(({ subject }) => subject)).not.toContain('About unwanted');
    expect(mailsTo('anna@demo.example')).toHaveLength(before);
  });

  it('are gathered into one mail a day, at the hour and in the zone of the person', async () => {
    // given
    await app.services.store.users.updateOne(
      { username: 'anna' },
      { $set: { zone: 'Europe/Berlin' } },
    );
    await setUp(({ kinds }) => (kinds.mention = { app: true, email: 'digest' }));
    await tell('first-news');
    await tell('second-news');
    const { digests } = app.services;

    // when
    const early = await digests.gatherDue();
    clock = Date.parse('2027-06-01T06:05:00Z');
    await Promise.all([digests.gatherDue(), digests.gatherDue()]);
    await tell('third-news');
    await digests.gatherDue();
    await app.services.deliverer.deliverDue();

    // then
    expect(early).toBe(0);
    const digest = await eventually(() =>
      Promise.resolve(smtp.mails.find(({ raw }) => raw.includes('About first-news'))),
    );
    expect(digest.raw).toContain('About second-news');
    expect(digest.raw).not.toContain('About third-news');
    expect(smtp.mails.filter(({ raw }) => raw.includes('About first-news'))).toHaveLength(1);
  });

  it('reach who holds a role for the service, and for that service only', async () => {
    // given
    const { organisationId } = app.config;
    const held = { organisationId, roleId: 'process-owner', serviceId: 'told' };
    await app.services.store.roleHoldings.collection.insertMany([
      { ...held, _id: 'by-person' as never, username: 'anna' },
      { ...held, _id: 'elsewhere' as never, serviceId: 'other', username: 'ben' },
      { ...held, _id: 'for-a-customer' as never, customerId: 'somebody', username: 'carla' },
    ]);

    // when
    const told = await tell('by-role', {
      recipients: { roles: ['process-owner'] },
      serviceId: 'told',
    });

    // then
    expect(told).toContain('anna');
    expect(told).not.toEqual(expect.arrayContaining(['ben']));
    expect(told).not.toEqual(expect.arrayContaining(['carla']));
  });

  it('can all be marked as read', async () => {
    // given
    await tell('unread', { wording: { kind: 'deadline', subject: 'Unread', text: '' } });

    // when
    const { status } = await anna.post('/v2/notifications/read');

    // then
    expect(status).toBe(204);
    expect((await readOwn()).filter(({ isRead }) => !isRead)).toEqual([]);
  });

  it('that a mail server takes later arrive later', async () => {
    // given
    await mailOnly('later@example.org');
    const waiting = await eventually(async () => {
      const delivery = await deliveryTo('later@example.org');
      return delivery?.lastError === undefined ? undefined : delivery;
    });

    // when
    clock += 3_600_000;

    // then
    expect(waiting).toMatchObject({ state: 'pending', attempts: 1 });
    expect(waiting.lastError).toContain('come again later');
    await eventually(() => Promise.resolve(mailsTo('later@example.org')[0]));
  });

  it('that a mail server refuses for good are parked for an admin, who may try again', async () => {
    // given
    await mailOnly('refused@example.org');
    const parked = await eventually(async () => {
      clock += 3 * 3_600_000;
      await app.services.deliverer.deliverDue();
      const delivery = await deliveryTo('refused@example.org');
      return delivery?.state === 'parked' ? delivery : undefined;
    });

    // when
    const path = `/v2/deliveries/${encodeURIComponent(parked.deliveryKey)}/retry`;
    const stranger = await anna.post(path);
    const { status } = await admin.post(path);

    // then
    expect(parked).toMatchObject({ attempts: 12 });
    expect(parked.lastError).toContain('no such person');
    expect(stranger.status).toBe(403);
    expect(status).toBe(204);
    expect((await deliveryTo('refused@example.org'))?.state).toBe('pending');
  });
});

describe('the mail channel', () => {
  const timeouts = { stepMs: 300, wholeMs: 1_500 };
  const mailTo = (to: string, subject = 'Hello') =>
    ({ _id: `email:${to}`, mail: { to, subject, text: 'a & b' } }) as never;
  const channelOf = (port: number) =>
    createMailChannel({ host: '127.0.0.1', port, tls: 'none', from }, timeouts);

  it('gives every attempt the same id and keeps headers apart', async () => {
    // given
    const smtp = await startSmtpInbox();
    const channel = channelOf(smtp.port);

    // when
    await channel.send(mailTo('ann@example.org', 'One\r\nBcc: evil@example.org\r\n\r\nBody'));
    await channel.send(mailTo('ann@example.org', 'One\r\nBcc: evil@example.org\r\n\r\nBody'));
    await smtp.stop();

    // then
    const ids = smtp.mails.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@example\.org>/);
    expect(smtp.mails.every((mail) => !hasHeader(mail, /^Bcc:/im))).toBe(true);
    expect(smtp.mails.every(({ to }) => to.length === 1)).toBe(true);
  });

  it('gives up on a server that does not answer', async () => {
    // given
    const smtp = await startSmtpInbox();
    const channel = channelOf(smtp.port);

    // when
    const sending = channel.send(mailTo('silent@example.org'));

    // then
    await expect(sending).rejects.toThrow();
    channel.close();
    await smtp.stop();
  });

  it.each([
    ['says nothing', ''],
    ['speaks another language', 'HTTP/1.1 200 OK\r\n\r\n'],
    ['refuses everybody', '554 go away\r\n'],
  ])('gives up on a server that %s', async (_what, greeting) => {
    // given
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(greeting);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const channel = channelOf((server.address() as AddressInfo).port);

    // when
    const sending = channel.send(mailTo('ann@example.org'));

    // then
    await expect(sending).rejects.toThrow();
    channel.close();
    server.close();
  });

  it('does not send in the clear where TLS is asked for', async () => {
    // given
    const smtp = await startSmtpInbox();
    const settings = { host: '127.0.0.1', port: smtp.port, tls: 'starttls', from } as const;
    const channel = createMailChannel(settings, timeouts);

    // when
    const sending = channel.send(mailTo('ann@example.org'));

    // then
    await expect(sending).rejects.toThrow();
    expect(smtp.mails).toEqual([]);
    await smtp.stop();
  });
});
