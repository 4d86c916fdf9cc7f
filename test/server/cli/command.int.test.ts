import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createHeadlessDesk, type HeadlessDesk } from '../../support/headless-command.js';
import { buildProcess } from '../../support/process-builder.js';

const command = fileURLToPath(new URL('../../../server/cli/lemniscate.mjs', import.meta.url));

/** The first call compiles what has changed. */
const timeoutMs = 180_000;

let desk: HeadlessDesk;

beforeEach(() => {
  desk = createHeadlessDesk();
});

afterEach(() => {
  desk.clear();
});

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

function spawnNode(...args: readonly string[]): Ended {
  const before = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: timeoutMs,
    maxBuffer: 100_000_000,
  });
  return { exitCode: status, stdout, stderr, ms: performance.now() - before };
}

function spawnCommand(...args: readonly string[]): Ended {
  return spawnNode(command, ...args);
}

const model = buildProcess('main', (scope) =>
  scope
    .start('begin')
    .service('work', { job: { type: 'work' } })
    .end('done')
    .flow('begin', 'work', 'done'),
);

describe('the lemniscate command', () => {
  it(
    'prints one JSON document and nothing else, in well under a second',
    () => {
      const file = desk.write('a.bpmn', model);
      spawnCommand('run', file);
      const { exitCode, stdout, stderr, ms } = spawnCommand(
        ...['run', file, '--variables', '{"a":1}'],
      );

      expect(exitCode).toBe(0);
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({ status: 'completed', variables: { a: 1 } });
      // An empty program takes a fortieth of a second on a machine with nothing else to do.
      expect(ms).toBeLessThan(25 * spawnNode('-e', '0').ms);
    },
    timeoutMs,
  );

  it(
    'ends with 1 if a model cannot be deployed, and with 2 if there is none',
    () => {
      const file = desk.write('a.bpmn', model.replace('targetRef="done"', 'targetRef="gone"'));

      const refused = spawnCommand('lint', file);
      const missing = spawnCommand('lint', `${file}.missing`);

      expect(refused.exitCode).toBe(1);
      expect(JSON.parse(refused.stdout)).toMatchObject({ deployable: false });
      expect(missing.exitCode).toBe(2);
      expect(JSON.parse(missing.stdout)).toMatchObject({ error: { code: 'fileUnreadable' } });
    },
    timeoutMs,
  );

  it(
    'prints everything even if it is much',
    () => {
      const file = desk.write('a.bpmn', model);
      const variables = desk.write('v.json', { text: 'x'.repeat(3_000_000) });

      const { exitCode, stdout } = spawnCommand('run', file, '--variables', variables);

      expect(exitCode).toBe(0);
      expect(stdout.length).toBeGreaterThan(6_000_000);
      expect(stdout.endsWith('}\n')).toBe(true);
    },
    timeoutMs,
  );
});
