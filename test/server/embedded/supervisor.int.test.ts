import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readProcessIdentity } from '../../../server/embedded/processes/process-identity.mjs';
import { startChild, type Child } from '../../../server/embedded/processes/child-process.mjs';
import { readRunRecord } from '../../../server/embedded/supervisor/run-record.mjs';
import { stopLeftovers } from '../../../server/embedded/supervisor/stop-leftovers.mjs';
import { createSupervisor } from '../../../server/embedded/supervisor/supervisor.mjs';
import { waitFor } from '../../support/wait-for.js';

const stopOrder = ['front', 'back'];

/** Notes in a shared file when it starts and when it is asked to stop. */
const obedient = `
  const { appendFileSync } = require('node:fs');
  const [journal, name] = process.argv.slice(1);
  appendFileSync(journal, name + ' up\\n');
  process.on('SIGTERM', () => { appendFileSync(journal, name + ' down\\n'); process.exit(0); });
  setInterval(() => undefined, 1000);
`;

describe('the supervisor', () => {
  let folder: string;
  let lines: string[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lemniscate-supervisor-'));
    lines = [];
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const recordFile = () => path.join(folder, 'run.json');
  const readJournal = () => readFile(path.join(folder, 'journal'), 'utf8').catch(() => '');
  const say = (line: string) => void lines.push(line);
  const pidOf = async (name: string) =>
    (await readRunRecord(recordFile())).find((child) => child.name === name)?.pid ?? 0;
  const childOf = (name: string, script = obedient) => ({
    name,
    executable: process.execPath,
    commandArguments: ['-e', script, path.join(folder, 'journal'), name],
    logFile: path.join(folder, `${name}.log`),
  });
  const planOf = (name: string, script = obedient) => ({
    child: childOf(name, script),
    prepare: async () => (await readJournal()).includes(`${name} up`),
    readyTimeoutMs: 10_000,
  });
  const createTestSupervisor = () =>
    createSupervisor({
      recordFile: recordFile(),
      stopOrder,
      say,
      backOff: { firstMs: 50, capMs: 200, stableMs: 60_000 },
    });
  const isAlive = async (pid: number) => (await readProcessIdentity(pid)) !== undefined;

  it('stops its children in order, whichever started first', async () => {
    // given
    const supervisor = createTestSupervisor();
    await supervisor.start(planOf('front'));
    await supervisor.start(planOf('back'));

    // when
    await supervisor.stop();

    // then
    expect((await readJournal()).trim().split('\n')).toEqual([
      'front up',
      'back up',
      'front down',
      'back down',
    ]);
    expect(await readRunRecord(recordFile())).toEqual([]);
  });

  it('restarts a child that was killed and records the new process', async () => {
    // given
    const supervisor = createTestSupervisor();
    await supervisor.start(planOf('front'));
    const firstPid = await pidOf('front');

    // when
    process.kill(firstPid, 'SIGKILL');

    // then
    await waitFor(() => lines.includes('front runs again.'));
    const secondPid = await pidOf('front');
    expect(secondPid).not.toBe(firstPid);
    expect(await isAlive(secondPid)).toBe(true);
    expect(lines[0]).toBe('front was ended by SIGKILL; it is started again in 0.05 s.');
    await supervisor.stop();
    expect(await isAlive(secondPid)).toBe(false);
  });

  it('waits longer between restarts of a child that keeps dying, and can be stopped meanwhile', async () => {
    // given
    const supervisor = createTestSupervisor();
    const journal = path.join(folder, 'journal');
    const mortal = `require('node:fs').appendFileSync(process.argv[1], process.argv[2] + ' up\\n'); setTimeout(() => process.exit(3), 100);`;

    // when
    await supervisor.start(planOf('front', mortal));

    // then
    const delays = () => lines.flatMap((line) => /again in ([\d.]+) s/.exec(line)?.[1] ?? []);
    await waitFor(() => delays().length >= 4);
    expect(delays().slice(0, 4)).toEqual(['0.05', '0.1', '0.2', '0.2']);
    await supervisor.stop();
    const journalAtStop = await readFile(journal, 'utf8');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await readFile(journal, 'utf8')).toBe(journalAtStop);
  });

  it('fails the start with the end of the log if a child never gets ready', async () => {
    // given
    const supervisor = createTestSupervisor();
    const talkative = `console.error('No space left on device'); process.exit(14);`;

    // when
    const attempt = supervisor.start(planOf('front', talkative));

    // then
    await expect(attempt).rejects.toThrow(
      "Expected 'front' to become ready, but it ended with exit code 14.\nThe end of its log:\nNo space left on device",
    );
    await supervisor.stop();
  });

  it('ends everything at once when forced to', async () => {
    // given
    const supervisor = createTestSupervisor();
    const stubborn = obedient.replace('process.exit(0)', 'undefined');
    await supervisor.start(planOf('front', stubborn));
    const pid = await pidOf('front');
    const stopped = supervisor.stop();

    // when
    supervisor.forceStop();

    // then
    await stopped;
    expect(await isAlive(pid)).toBe(false);
  });

  describe('after its own process was killed', () => {
    let left: Child;

    beforeEach(async () => {
      left = await startChild(childOf('front'));
      await waitFor(async () => (await readJournal()).includes('front up'));
    });

    afterEach(async () => {
      if (left.isRunning()) left.signal('SIGKILL');
      await left.ended;
    });

    const writeRecord = async (changes: object) => {
      const identity = await readProcessIdentity(left.pid);
      const children = [{ name: 'front', ...identity, ...changes }];
      await writeFile(recordFile(), JSON.stringify({ version: 1, children }));
    };

    it('stops, at the next start, the very process that was recorded', async () => {
      // given
      await writeRecord({});

      // when
      await stopLeftovers(recordFile(), stopOrder, say);

      // then
      expect(await readProcessIdentity(left.pid)).toBeUndefined();
      await left.ended;
      expect(await readJournal()).toContain('front down');
      expect(lines).toEqual([
        `Stopping front (process ${left.pid}), which an earlier run left behind.`,
      ]);
    });

    it.each([
      ['start time', { startTime: 'another' }],
      ['executable', { executable: '/bin/another' }],
    ])(
      'leaves a process with another %s alone, though the number is the same',
      async (_what, changes) => {
        // given
        await writeRecord(changes);

        // when
        await stopLeftovers(recordFile(), stopOrder, say);

        // then
        expect(left.isRunning()).toBe(true);
        expect(lines[0]).toMatch(/^Leaving process \d+ alone/);
      },
    );
  });
});
