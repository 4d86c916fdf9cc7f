import { io, type Socket } from 'socket.io-client';
import {
  SOCKET_PATH,
  type ChangeEvent,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess } from '../support/test-inbox.js';

const process = buildProcess(
  'observed',
  (scope) =>
    scope
      .start('begin')
      .user('first', { assignment: { candidateGroups: 'first-line' } })
      .end('done')
      .flow('begin', 'first', 'done'),
  { start: { roles: 'agent' } },
);

interface Watcher {
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  readonly events: ChangeEvent[];
  readonly hasEnded: () => boolean;
}

/** Rights that are lost must be lost on sockets within this time. */
const LOSS_MS = 5_000;

describe('sockets', () => {
  let app: TestApp;
  let admin: TestClient;
  let anna: TestClient;
  const open: Socket[] = [];

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    admin = await app.logIn('admin');
    anna = await app.logIn('anna');
    await deployProcess(await app.logIn('paula'), process);
  });

  afterAll(async () => {
    for (const socket of open) socket.disconnect();
    await app.stop();
  });

  function connect(cookie: string, headers: Record<string, string> = {}): Watcher {
    const socket: Watcher['socket'] = io(app.url, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { cookie, ...headers },
    });
    open.push(socket);
    const events: ChangeEvent[] = [];
    let hasEnded = false;
    socket.on('change', (event) => events.push(event));
    socket.on('disconnect', () => {
      hasEnded = true;
    });
    return { socket, events, hasEnded: () => hasEnded };
  }

  async function watch(client: TestClient): Promise<Watcher> {
    const watcher = connect(client.cookie);
    await eventually(() => Promise.resolve(watcher.socket.connected ? true : undefined));
    // The server has put the socket into its rooms by the time that it answers.
    await watcher.socket.timeout(5_000).emitWithAck('watchInstance', 'no-such-instance');
    return watcher;
  }

  const refused = (watcher: Watcher) =>
    new Promise<string>((resolve) => {
      watcher.socket.on('connect_error', (error) => {
        resolve(error.message);
      });
    });

  const told = (watcher: Watcher, type: ChangeEvent['type'], key: string) =>
    eventually(() =>
      Promise.resolve(
        watcher.events.find(
          (event) => event.type === type && Object.values(event.ids).includes(key),
        ),
      ),
    );

  it('are refused without a session, with a made-up one, and from a foreign page', async () => {
    expect(await refused(connect(''))).toContain('Expected a session');
    expect(await refused(connect('lemniscate.0=s%3Amade-up.signature'))).toContain(
      'Expected a session',
    );
    expect(
      await refused(connect(anna.cookie, { origin: 'https://elsewhere.example' })),
    ).toBeTruthy();
  });

  it('tell the members of a group about its tasks, by keys and versions only', async () => {
    // given
    const ben = await watch(await app.logIn('ben'));
    const carla = await watch(await app.logIn('carla'));
    const rita = await watch(await app.logIn('rita'));

    // when
    const inbox = createTestInbox(anna);
    const key = await inbox.start('observed', { secret: 'never on a socket' });
    const task = await inbox.open(key, 'first');

    // then
    const event = await told(ben, 'userTaskChanged', task.userTaskKey);
    expect(event).toEqual({
      type: 'userTaskChanged',
      ids: { userTaskKey: task.userTaskKey, processInstanceKey: key },
      version: expect.any(Number) as number,
    });
    await told(carla, 'processInstanceChanged', key);
    expect(carla.events.filter(({ type }) => type === 'userTaskChanged')).toEqual([]);
    expect(rita.events).toEqual([]);
    expect(JSON.stringify(ben.events)).not.toContain('secret');
  });

  it('let people watch only what they may see', async () => {
    // given
    const ben = await watch(await app.logIn('ben'));
    const rita = await watch(await app.logIn('rita'));
    const key = await createTestInbox(anna).start('observed');

    // when
    const answers = [
      await ben.socket.timeout(5_000).emitWithAck('watchInstance', key),
      await rita.socket.timeout(5_000).emitWithAck('watchInstance', key),
      await rita.socket.timeout(5_000).emitWithAck('watchDefinition', 'any'),
    ];

    // then
    expect(answers).toEqual([true, false, false]);
  });

  it('end within seconds after logout', async () => {
    // given
    const ben = await app.logIn('ben');
    const watcher = await watch(ben);

    // when
    await ben.send('delete', '/v2/session');

    // then
    await eventually(() => Promise.resolve(watcher.hasEnded() || undefined), LOSS_MS);
  });

  it('end within seconds when the session runs out by itself', async () => {
    // given
    const ben = await app.logIn('ben');
    const watcher = await watch(ben);

    // when
    const sessions = app.services.store.connection.collection('sessions');
    await sessions.updateMany({ 'session.username': 'ben' }, { $set: { expires: new Date() } });

    // then
    await eventually(() => Promise.resolve(watcher.hasEnded() || undefined), LOSS_MS);
  });

  it('end within seconds when the person is disabled', async () => {
    // given
    const watcher = await watch(await app.logIn('ben'));

    // when
    await admin.send('patch', '/v2/users/ben', { isDisabled: true });

    // then
    await eventually(() => Promise.resolve(watcher.hasEnded() || undefined), LOSS_MS);
    await admin.send('patch', '/v2/users/ben', { isDisabled: false });
  });

  it('leave the rooms of a lost role and of what it let them watch, within seconds', async () => {
    // given
    const carla = await app.logIn('carla');
    const watcher = await watch(carla);
    const key = await createTestInbox(anna).start('observed');
    await watcher.socket.timeout(5_000).emitWithAck('watchInstance', key);

    // when
    await admin.send('patch', '/v2/users/carla', { roles: ['reporter'], groups: [] });
    await eventually(
      () => Promise.resolve(watcher.events.find(({ type }) => type === 'sessionChanged')),
      LOSS_MS,
    );

    // then
    watcher.events.length = 0;
    const task = await createTestInbox(anna).open(key, 'first');
    await anna.post(`/v2/user-tasks/${task.userTaskKey}/completion`, {
      commandId: 'finish-what-was-observed',
      assignmentEpoch: task.assignmentEpoch,
    });
    const annas = await watch(anna);
    const next = await createTestInbox(anna).start('observed');
    await told(annas, 'processInstanceChanged', next);
    expect(watcher.hasEnded()).toBe(false);
    expect(watcher.events).toEqual([]);
  });
});
