import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readProcessIdentity } from '../../../server/embedded/processes/process-identity.mjs';
import { readRunRecord } from '../../../server/embedded/supervisor/run-record.mjs';
import { waitFor } from '../../support/wait-for.js';

const supervisorModule = pathToFileURL(
  path.resolve('server/embedded/supervisor/run-product.mjs'),
).href;
const scriptModule = pathToFileURL(path.resolve('server/embedded/launch/run-script.mjs')).href;
const progressModule = pathToFileURL(path.resolve('server/embedded/launch/progress.mjs')).href;

/** Runs the real supervisor and the real data servers over two tiny stand-ins for the product's processes. */
const runScript = `
  import { runProduct } from '${supervisorModule}';
  import { runScript } from '${scriptModule}';
  import { createProgress } from '${progressModule}';
  const progress = createProgress();
  const onReady = async (urls) => progress.say('READY ' + JSON.stringify(urls));
  await runScript(async () => {
    await runProduct({ projectFolder: import.meta.dirname, env: process.env, isDemo: true, progress, onReady });
    return 0;
  });
`;
const standIn = (isServer: boolean) => `
  import { createServer } from 'node:http';
  import { appendFileSync } from 'node:fs';
  const note = (text) => appendFileSync(process.env.LEMNISCATE_DATA_DIR + '/journal', text + '\\n');
  note(JSON.stringify({ name: '${isServer ? 'server' : 'worker'}', uri: process.env.MONGODB_URI, demo: process.env.LEMNISCATE_DEMO }));
  process.on('SIGTERM', () => { note('${isServer ? 'server' : 'worker'} stopped'); process.exit(0); });
  ${isServer ? "createServer((_request, response) => response.end(JSON.stringify({ pid: process.pid }))).listen(process.env.PORT, '127.0.0.1');" : 'setInterval(() => undefined, 1000);'}
`;

interface Run {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
}

describe('running the product', () => {
  let folder: string;
  const runs: Run[] = [];
  const dataFolder = () => path.join(folder, '.lemniscate');
  const readChildren = () => readRunRecord(path.join(dataFolder(), 'run.json'));
  const isAlive = async (pid: number) => (await readProcessIdentity(pid)) !== undefined;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lemniscate-product-'));
    await mkdir(path.join(folder, 'dist/server'), { recursive: true });
    await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(path.join(folder, 'run.js'), runScript);
    await writeFile(path.join(folder, 'dist/server/main.js'), standIn(true));
    await writeFile(path.join(folder, 'dist/server/worker.js'), standIn(false));
  });

  afterEach(async () => {
    for (const run of runs.splice(0)) {
      run.process.kill('SIGTERM');
      await run.ended;
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  function run(env: Record<string, string> = {}): Run {
    const child = spawn(process.execPath, [path.join(folder, 'run.js')], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const started = { process: child, ended, output: () => output };
    runs.push(started);
    return started;
  }

  const untilReady = (started: Run) => waitFor(() => started.output().includes('READY'), 40_000);

  it('starts four processes on free ports, and stops them in order on one request', async () => {
    // given
    const first = run();
    await untilReady(first);
    const children = await readChildren();

    // when
    first.process.kill('SIGINT');

    // then
    expect(await first.ended).toBe(0);
    expect(children.map(({ name }) => name).sort()).toEqual([
      'mongod',
      'server',
      'temporal',
      'worker',
    ]);
    expect(await Promise.all(children.map(({ pid }) => isAlive(pid)))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    const journal = await readFile(path.join(dataFolder(), 'journal'), 'utf8');
    expect(journal).toMatch(/"demo":"1"/);
    const stops = journal.split('\n').filter((line) => line.endsWith(' stopped'));
    expect(stops).toEqual(['server stopped', 'worker stopped']);
  });

  it('stops its children even if nobody reads its output any more', async () => {
    // given
    const first = run();
    await untilReady(first);
    const children = await readChildren();
    first.process.stdout?.destroy();
    first.process.stderr?.destroy();

    // when
    first.process.kill('SIGTERM');

    // then
    expect(await first.ended).toBe(0);
    expect(children).toHaveLength(4);
    expect(await Promise.all(children.map(({ pid }) => isAlive(pid)))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('refuses a second start on the same data folder, and the first goes on', async () => {
    // given
    const first = run();
    await untilReady(first);

    // when
    const second = run();

    // then
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(
      `process ${first.process.pid} is using it. Stop it (kill ${first.process.pid})`,
    );
    expect(await Promise.all((await readChildren()).map(({ pid }) => isAlive(pid)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('stops what a killed run left behind and comes back on the same address', async () => {
    // given
    const first = run();
    await untilReady(first);
    const left = await readChildren();
    first.process.kill('SIGKILL');
    await first.ended;
    expect(await Promise.all(left.map(({ pid }) => isAlive(pid)))).toEqual([
      true,
      true,
      true,
      true,
    ]);

    // when
    const second = run();
    await untilReady(second);

    // then
    expect(await Promise.all(left.map(({ pid }) => isAlive(pid)))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    const urlsOf = (started: Run) => /READY (.*)/.exec(started.output())?.[1];
    expect(urlsOf(second)).toBe(urlsOf(first));
  });

  it('brings a killed mongod back while the others go on', async () => {
    // given
    const first = run();
    await untilReady(first);
    const before = await readChildren();

    // when
    process.kill(before.find(({ name }) => name === 'mongod')?.pid ?? 0, 'SIGKILL');

    // then
    await waitFor(() => first.output().includes('mongod runs again.'));
    const after = await readChildren();
    const changed = after.filter(
      ({ name, pid }) => before.find((child) => child.name === name)?.pid !== pid,
    );
    expect(changed.map(({ name }) => name)).toEqual(['mongod']);
  });

  it('says which port is taken if one was asked for, and starts nothing', async () => {
    // given
    const occupant = createServer();
    await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', () => resolve()));
    const address = occupant.address();
    const port = typeof address === 'object' ? String(address?.port) : '';

    // when
    const attempt = run({ PORT: port });

    // then
    expect(await attempt.ended).toBe(1);
    expect(attempt.output()).toContain(`Expected port ${port} (from PORT) to be free`);
    expect(await readChildren()).toEqual([]);
    occupant.close();
  });

  it('moves to another port if a stranger takes the chosen one before the server listens', async () => {
    // given
    const stranger = createHttpServer((_request, response) =>
      response.end('{"status":"ready","pid":1}'),
    );
    const takePort = `
      const net = await import('node:net');
      const { existsSync, writeFileSync } = await import('node:fs');
      const { once } = await import('node:events');
      const flag = process.env.LEMNISCATE_DATA_DIR + '/port-was-taken';
      if (!existsSync(flag)) {
        writeFileSync(flag, process.env.PORT);
        while (!existsSync(flag + '-by-the-stranger')) await new Promise((resolve) => setTimeout(resolve, 20));
        const [error] = await once(net.createServer().listen(process.env.PORT, '127.0.0.1'), 'error');
        throw error;
      }
    `;
    await writeFile(path.join(folder, 'dist/server/main.js'), takePort + standIn(true));
    const first = run();
    const flag = path.join(dataFolder(), 'port-was-taken');
    await waitFor(() => existsSync(flag));
    const takenPort = await readFile(flag, 'utf8');

    // when
    await new Promise<void>((resolve) =>
      stranger.listen(Number(takenPort), '127.0.0.1', () => resolve()),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    await writeFile(`${flag}-by-the-stranger`, '');

    // then
    await untilReady(first);
    expect(first.output()).not.toContain(`http://127.0.0.1:${takenPort}"`);
    stranger.close();
    stranger.closeAllConnections();
  });

  it('says what can not be reached if a server was named that is not there', async () => {
    // when
    const attempt = run({ TEMPORAL_ADDRESS: '127.0.0.1:1' });

    // then
    expect(await attempt.ended).toBe(1);
    expect(attempt.output()).toMatch(
      /Expected a Temporal server at TEMPORAL_ADDRESS '127.0.0.1:1'.*ECONNREFUSED/,
    );
  });
});
