import { planNextStart, planStartTimer, readStartTriggers } from '../../engine/index.js';
import { compileOne } from '../support/compile-one.js';
import { buildProcess, type ScopeBuilder } from '../support/process-builder.js';

const at = Date.parse('2026-01-31T08:00:00Z');
const deployment = { at, zone: 'UTC' };

const beginning = (begin: (scope: ScopeBuilder) => ScopeBuilder): string =>
  buildProcess('p', (scope) => begin(scope).end('end').flow('start', 'end'));

/** A process that begins by a message whose name is computed. */
const computed = (name: string) =>
  compileOne(
    beginning((scope) => scope.start('start', { message: { name: 'order' } })).replace(
      'name="order"',
      `name="${name}"`,
    ),
  );

const duesOf = (cycle: string, times: number): string[] => {
  const value = { type: 'constant', value: cycle } as const;
  const planned = planStartTimer({ kind: 'cycle', value }, deployment);
  const dues: string[] = [];
  let plan = planned.ok ? planned.value : undefined;
  while (plan !== undefined && dues.length < times) {
    dues.push(new Date(plan.dueAt).toISOString());
    plan = planNextStart(plan, 'UTC');
  }
  return dues;
};

describe('the triggers of a process', () => {
  it('are the names of its messages and signals', async () => {
    // given
    const program = await compileOne(
      buildProcess('p', (scope) =>
        scope
          .start('ordered', { message: { name: 'order', key: '=number' } })
          .start('alarmed', { signal: 'alarm' })
          .start('by-hand')
          .end('end')
          .flow('ordered', 'end')
          .flow('alarmed', 'end')
          .flow('by-hand', 'end'),
      ),
    );

    // when
    const { triggers, problems } = readStartTriggers(program, deployment);

    // then
    expect(problems).toEqual([]);
    expect(triggers).toEqual([
      { type: 'message', elementId: 'ordered', name: 'order' },
      { type: 'signal', elementId: 'alarmed', name: 'alarm' },
    ]);
  });

  it('may have computed names and times', async () => {
    // given
    const message = await computed('=&quot;or&quot; + &quot;der&quot;');
    const timer = await compileOne(
      beginning((scope) =>
        scope.start('start', { timer: { duration: 'duration("PT" + string(2) + "H")' } }),
      ),
    );

    // when
    const [named] = readStartTriggers(message, deployment).triggers;
    const [timed] = readStartTriggers(timer, deployment).triggers;

    // then
    expect(named).toMatchObject({ name: 'order' });
    expect(timed).toMatchObject({ type: 'timer', timer: { kind: 'duration' } });
  });

  it('say which of several definitions they are, and leave out conditions, which nothing tells from outside', async () => {
    // given
    const timer = { duration: 'PT1H' };
    const program = await compileOne(
      beginning((scope) => scope.start('start', { timer, condition: 'hot', signal: 'alarm' })),
    );

    // when
    const { triggers, problems } = readStartTriggers(program, deployment);

    // then
    expect(problems).toEqual([]);
    expect(triggers).toMatchObject([
      { type: 'timer', elementId: 'start', definition: 0 },
      { type: 'signal', elementId: 'start', definition: 1 },
    ]);
  });

  it('cannot depend on variables, of which there are none yet', async () => {
    // given
    const program = await computed('=kind');

    // when
    const { triggers, problems } = readStartTriggers(program, deployment);

    // then
    expect(triggers).toEqual([]);
    expect(problems).toMatchObject([{ elementId: 'start', kind: 'message' }]);
    expect(problems[0]?.message).toContain('kind');
  });
});

describe('a timer that begins a process', () => {
  it('counts its cycle from the deployment, and months from its day', () => {
    expect(duesOf('R3/P1M', 5)).toEqual([
      '2026-02-28T08:00:00.000Z',
      '2026-03-31T08:00:00.000Z',
      '2026-04-30T08:00:00.000Z',
    ]);
  });

  it('begins a cycle with a start of its own at that start', () => {
    expect(duesOf('R/2026-02-01T00:00:00Z/P1D', 2)).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2026-02-02T00:00:00.000Z',
    ]);
  });

  it('follows the wall clock with cron, in a zone of its own', () => {
    // given
    const value = { type: 'constant', value: '0 9 * * *' } as const;
    const zone = { type: 'constant', value: 'Asia/Tokyo' } as const;

    // when
    const first = planStartTimer({ kind: 'cron', value, zone }, deployment);
    const second = first.ok ? planNextStart(first.value, 'UTC') : undefined;

    // then
    expect(first).toMatchObject({ value: { dueAt: Date.parse('2026-02-01T00:00:00Z') } });
    expect(second?.dueAt).toBe(Date.parse('2026-02-02T00:00:00Z'));
  });

  it('is due once at a date', () => {
    // given
    const value = { type: 'constant', value: '2026-02-01T09:00:00' } as const;

    // when
    const plan = planStartTimer({ kind: 'date', value }, { at, zone: 'Europe/Berlin' });

    // then
    expect(plan).toEqual({ ok: true, value: { dueAt: Date.parse('2026-02-01T08:00:00Z') } });
    expect(plan.ok && planNextStart(plan.value, 'Europe/Berlin')).toBeUndefined();
  });

  it.each([
    ['date', '2026-02-01T09:00:00', '2026-02-01T08:00:00Z'],
    ['duration', 'P1D', '2026-02-01T08:00:00Z'],
  ] as const)('is due once at a %s in a zone of its own', (kind, text, due) => {
    // given
    const value = { type: 'constant', value: text } as const;
    const zone = { type: 'constant', value: 'Europe/Berlin' } as const;

    // when
    const plan = planStartTimer({ kind, value, zone }, deployment);

    // then
    expect(plan).toStrictEqual({ ok: true, value: { dueAt: Date.parse(due) } });
  });

  it('counts in the zone of the deployment unless it has one of its own', () => {
    // given
    const value = { type: 'constant', value: '0 0 * * *' } as const;

    // when
    const plan = planStartTimer({ kind: 'cron', value }, deployment);

    // then
    expect(plan.ok && plan.value.cycle).toBeDefined();
    expect(plan.ok && plan.value.cycle).not.toHaveProperty('zone');
  });

  it.each([
    ['date', 'tomorrow', "Expected a date and time such as 2026-12-01T09:00:00 but got 'tomorrow'"],
    ['cron', 'daily', "Expected a cron expression such as 0 9 * * 1-5 but got 'daily'"],
  ] as const)('says what is wrong with a %s', (kind, text, message) => {
    // given
    const value = { type: 'constant', value: text } as const;

    // when
    const plan = planStartTimer({ kind, value }, deployment);

    // then
    expect(plan).toStrictEqual({ ok: false, failure: { code: 'timerInvalid', message } });
  });

  it('says what is wrong with a zone', () => {
    // given
    const value = { type: 'constant', value: '0 0 * * *' } as const;
    const zone = { type: 'constant', value: 'Atlantis/Capital' } as const;

    // when
    const plan = planStartTimer({ kind: 'cron', value, zone }, deployment);

    // then
    const message = 'Expected a time zone but got "Atlantis/Capital"';
    expect(plan).toStrictEqual({ ok: false, failure: { code: 'timerInvalid', message } });
  });
});
