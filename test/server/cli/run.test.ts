import { createHeadlessDesk, pluck, type HeadlessDesk } from '../../support/headless-command.js';
import { buildProcess, type ScopeBuilder } from '../../support/process-builder.js';

let desk: HeadlessDesk;

beforeEach(() => {
  desk = createHeadlessDesk();
});

afterEach(() => {
  desk.clear();
});

const approval = buildProcess('main', (scope) =>
  scope
    .start('begin')
    .user('approve', { name: 'Approve it' })
    .service('mail', { job: { type: 'send-mail' } })
    .end('done')
    .flow('begin', 'approve', 'mail', 'done'),
);

const jobsOnly = buildProcess('main', (scope) =>
  scope
    .start('begin')
    .service('charge', { job: { type: 'charge-card' } })
    .boundary('refused', 'charge', { error: '*' })
    .service('mail', { job: { type: 'send-mail' } })
    .end('done')
    .end('not-done')
    .flow('begin', 'charge', 'mail', 'done')
    .flow('refused', 'not-done'),
);

const timers = (scope: ScopeBuilder): unknown =>
  scope
    .start('begin')
    .catch('short', { timer: { duration: 'PT1H' } })
    .catch('long', { timer: { duration: 'P2D' } })
    .end('done')
    .flow('begin', 'short', 'long', 'done');

describe('lemniscate run', () => {
  it('tells where an instance waits, with everything that is open', async () => {
    const model = desk.write('a.bpmn', approval);

    const { exitCode, document } = await desk.perform('run', model, '--variables', '{"a":1}');

    expect(exitCode).toBe(0);
    expect(document).toMatchObject({
      formatVersion: 1,
      command: 'run',
      status: 'open',
      stopped: 'waiting',
      processId: 'main',
      variables: { a: 1 },
      openTasks: [{ elementId: 'approve', name: 'Approve it', instance: 'main' }],
      openJobs: [],
      openTimers: [],
      openSubscriptions: [],
      incidents: [],
      activeElements: [{ elementId: 'approve' }],
      instances: [{ instance: 'main', instanceId: 'instance-1', status: 'open' }],
      refusals: [],
    });
  });

  it('completes a task with variables, and every job that the script does not name', async () => {
    const model = desk.write('a.bpmn', approval);
    const script = desk.write('s.json', [
      { do: 'completeTask', element: 'approve', variables: { ok: true } },
    ]);

    const { document } = await desk.perform('run', model, '--script', script);

    expect(document).toMatchObject({ status: 'completed', stopped: 'ended' });
    expect(document['variables']).toEqual({ ok: true });
    expect(pluck(document.trace, 'type')).toContain('jobCompleted');
    const completed = document.trace.filter(({ type }) => type === 'elementCompleted');
    expect(pluck(completed, 'elementId')).toEqual(['begin', 'approve', 'mail', 'done']);
  });

  it('leaves the jobs open that the script names by element or by type', async () => {
    const model = desk.write('a.bpmn', jobsOnly);
    const byElement = desk.write('e.json', [{ do: 'completeJob', element: 'charge' }]);
    const byType = desk.write('t.json', [
      { do: 'throwError', type: 'charge-card', errorCode: 'no-money', variables: { sum: 3 } },
    ]);

    const paid = await desk.perform('run', model, '--script', byElement);
    const unpaid = await desk.perform('run', model, '--script', byType);

    expect(paid.document).toMatchObject({ status: 'completed', refusals: [] });
    expect(pluck(paid.document.trace, 'elementId')).toContain('done');
    expect(unpaid.document).toMatchObject({ status: 'completed', variables: { sum: 3 } });
    expect(pluck(unpaid.document.trace, 'elementId')).toContain('not-done');
  });

  it('leaves all jobs open if asked to, with what a worker would get', async () => {
    const model = desk.write('a.bpmn', jobsOnly);

    const { document } = await desk.perform(
      ...(['run', model, '--jobs', 'open', '--variables', '{"sum":7}'] as const),
    );

    expect(document['openJobs']).toMatchObject([
      { elementId: 'charge', type: 'charge-card', variables: { sum: 7 } },
    ]);
  });

  it('makes an incident of a failed job, which the script can retry', async () => {
    const model = desk.write('a.bpmn', jobsOnly);
    const failing = { do: 'failJob', element: 'charge', message: 'no line' };
    const failed = desk.write('f.json', [failing]);
    const mended = desk.write('m.json', [
      failing,
      { do: 'retry', element: 'charge' },
      { do: 'completeJob', element: 'charge' },
    ]);

    const first = await desk.perform('run', model, '--script', failed);
    const second = await desk.perform('run', model, '--script', mended);

    expect(first.document['incidents']).toMatchObject([
      { elementId: 'charge', code: 'jobFailed', instance: 'main' },
    ]);
    expect(second.document).toMatchObject({ status: 'completed', incidents: [], refusals: [] });
  });

  it('moves the clock by a duration, to an instant and to the next timer', async () => {
    const model = desk.write('a.bpmn', buildProcess('main', timers));
    const script = desk.write('s.json', [
      { do: 'advance', duration: 'PT30M' },
      { do: 'advance', to: 'nextTimer' },
      { do: 'advance', until: '2026-03-03T00:00:00Z' },
    ]);

    const { document } = await desk.perform(
      ...(['run', model, '--script', script, '--now', '2026-03-02T09:00:00Z'] as const),
    );

    expect(document).toMatchObject({
      status: 'open',
      startedAt: '2026-03-02T09:00:00.000Z',
      now: '2026-03-03T00:00:00.000Z',
      openTimers: [{ elementId: 'long', dueAt: '2026-03-04T10:00:00.000Z' }],
      refusals: [],
    });
  });

  it('lists timers that begin instances among those that are open', async () => {
    const model = desk.write(
      'a.bpmn',
      buildProcess('main', (scope) =>
        scope
          .start('by-hand')
          .start('nightly', { timer: { cycle: 'R/PT24H' } })
          .end('done')
          .flow('by-hand', 'done')
          .flow('nightly', 'done'),
      ),
    );
    const script = desk.write('s.json', [{ do: 'advance', to: 'nextTimer' }]);

    const { document } = await desk.perform(
      ...(['run', model, '--script', script, '--now', '2026-03-02T09:00:00Z'] as const),
    );

    expect(document).toMatchObject({
      now: '2026-03-03T09:00:00.000Z',
      openTimers: [{ elementId: 'nightly', processId: 'main', dueAt: '2026-03-04T09:00:00.000Z' }],
    });
    expect(document['instances']).toHaveLength(2);
  });

  it('lets time pass until the end only if asked to', async () => {
    const model = desk.write('a.bpmn', buildProcess('main', timers));

    const idle = await desk.perform('run', model);
    const ended = await desk.perform('run', model, '--until', 'end');

    expect(idle.document).toMatchObject({ status: 'open', openTimers: [{ elementId: 'short' }] });
    expect(ended.document).toMatchObject({
      status: 'completed',
      now: '2026-01-07T10:00:00.000Z',
      openTimers: [],
    });
  });

  it('stops a repetition without end and says so', async () => {
    const repeated = buildProcess('main', (scope) =>
      scope
        .start('begin')
        .user('work')
        .boundary('again', 'work', { timer: { cycle: 'R/PT1H' }, isInterrupting: false })
        .end('noted')
        .end('done')
        .flow('begin', 'work', 'done')
        .flow('again', 'noted'),
    );
    const model = desk.write('a.bpmn', repeated);

    const { exitCode, document } = await desk.perform('run', model, '--until', 'end', '--strict');

    expect(exitCode).toBe(1);
    expect(document).toMatchObject({ status: 'open', stopped: 'limit' });
  });

  it('stops jobs that follow each other without end', async () => {
    const endless = buildProcess('main', (scope) =>
      scope
        .start('begin')
        .service('poll', { job: { type: 'poll' } })
        .end('never')
        .flow('begin', 'poll', 'poll')
        .flowIf('poll', 'never', { condition: 'false' }),
    );
    const model = desk.write('a.bpmn', endless);

    const { exitCode, document } = await desk.perform('run', model, '--max-inputs', '50');

    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ status: 'open', stopped: 'limit' });
    expect(document.trace.filter(({ type }) => type === 'jobCompleted').length).toBeLessThan(60);
  });

  it('sends messages with their key and signals, and knows what nobody waited for', async () => {
    const waiting = buildProcess('main', (scope) =>
      scope
        .start('begin')
        .catch('paid', { message: { name: 'paid', key: '=order' } })
        .catch('released', { signal: 'release' })
        .end('done')
        .flow('begin', 'paid', 'released', 'done'),
    );
    const model = desk.write('a.bpmn', waiting);
    const script = desk.write('s.json', [
      { do: 'message', name: 'paid', correlationKey: 'A-8' },
      { do: 'message', name: 'paid', correlationKey: 'A-8', refused: 'messageNotCorrelated' },
      { do: 'message', name: 'paid', correlationKey: 'A-7', variables: { sum: 12 } },
      { do: 'signal', name: 'release' },
    ]);

    const { document } = await desk.perform(
      ...(['run', model, '--script', script, '--variables', '{"order":"A-7"}'] as const),
    );

    expect(document).toMatchObject({
      status: 'completed',
      variables: { sum: 12 },
      refusals: [{ step: 0, do: 'message', code: 'messageNotCorrelated' }],
    });
  });

  it('keeps a message for a subscription that opens within its time to live', async () => {
    const later = buildProcess('main', (scope) =>
      scope
        .start('begin')
        .catch('wait', { timer: { duration: 'PT1H' } })
        .catch('paid', { message: { name: 'paid', key: '="K"' } })
        .end('done')
        .flow('begin', 'wait', 'paid', 'done'),
    );
    const model = desk.write('a.bpmn', later);
    const early = { do: 'message', name: 'paid', correlationKey: 'K', timeToLive: 'PT2H' };
    const script = desk.write('s.json', [early, { do: 'advance', duration: 'PT1H' }]);

    const { document } = await desk.perform('run', model, '--script', script);

    expect(document).toMatchObject({ status: 'completed', refusals: [] });
  });

  it('goes on after a step that met nothing, and tells it', async () => {
    const model = desk.write('a.bpmn', approval);
    const script = desk.write('s.json', [
      { do: 'completeTask', element: 'approve', nth: 2 },
      { do: 'completeTask', element: 'approve' },
      { do: 'cancel' },
    ]);

    const lenient = await desk.perform('run', model, '--script', script);
    const strict = await desk.perform('run', model, '--script', script, '--strict');

    expect(lenient.exitCode).toBe(0);
    expect(lenient.document).toMatchObject({
      status: 'completed',
      refusals: [
        { step: 0, do: 'completeTask', code: 'unknownTask' },
        { step: 2, do: 'cancel', code: 'instanceEnded' },
      ],
    });
    expect(strict.exitCode).toBe(1);
    expect(strict.document.refusals).toEqual(lenient.document.refusals);
  });

  it('tells in vain expected refusals as refusals', async () => {
    const model = desk.write('a.bpmn', approval);
    const script = desk.write('s.json', [
      { do: 'completeTask', element: 'approve', refused: 'unknownTask' },
    ]);

    const { document } = await desk.perform('run', model, '--script', script);

    expect(document).toMatchObject({ status: 'completed', refusals: [{ code: 'notRefused' }] });
  });

  it('sets variables of the instance and of one element, and cancels', async () => {
    const model = desk.write('a.bpmn', approval);
    const script = desk.write('s.json', [
      { do: 'setVariables', variables: { a: 1 } },
      { do: 'setVariables', element: 'approve', variables: { b: 2 } },
      { do: 'setVariables', element: 'mail', variables: {}, refused: 'unknownElementInstance' },
      { do: 'cancel', reason: 'withdrawn' },
    ]);

    const { document } = await desk.perform('run', model, '--script', script);

    expect(document).toMatchObject({
      status: 'canceled',
      reason: 'withdrawn',
      variables: { a: 1 },
      refusals: [],
    });
  });

  it('prints the same document for the same input, without the clock of the machine', async () => {
    const model = desk.write('a.bpmn', approval);

    const [one, other] = [await desk.perform('run', model), await desk.perform('run', model)];

    expect(one.text).toBe(other.text);
    expect(one.text).not.toContain(String(new Date().getFullYear() + 1));
  });

  it('tells which tokens wait at a join, even if nothing will ever come', async () => {
    const stuck = buildProcess('main', (scope) =>
      scope
        .start('begin')
        .exclusive('choose')
        .task('one')
        .task('other')
        .parallel('join')
        .end('done')
        .flow('begin', 'choose')
        .flowIf('choose', 'one', { condition: 'true' })
        .flowIf('choose', 'other', { condition: 'false' })
        .flow('one', 'join')
        .flow('other', 'join', 'done'),
    );

    const { document } = await desk.perform('run', desk.write('a.bpmn', stuck));

    expect(document).toMatchObject({ status: 'open', activeElements: [] });
    expect(document['waitingTokens']).toEqual([
      { elementId: 'join', flowId: 'one-to-join', instance: 'main', count: 1 },
    ]);
  });

  it('tells outlines in the trace, or whole records', async () => {
    const model = desk.write('a.bpmn', approval);

    const outlines = await desk.perform('run', model);
    const whole = await desk.perform('run', model, '--trace');

    const opened = (list: readonly Record<string, unknown>[]): unknown =>
      list.find(({ type }) => type === 'taskOpened');
    expect(opened(outlines.document.trace)).not.toHaveProperty('candidates');
    expect(opened(whole.document.trace)).toMatchObject({
      instance: 'main',
      at: '2026-01-05T09:00:00.000Z',
      elementId: 'approve',
      candidates: { users: [] },
    });
    expect(pluck(whole.document.trace, 'type')).toEqual(pluck(outlines.document.trace, 'type'));
  });
});
