import {
  createInstance,
  type Input,
  type InstanceState,
  type Program,
  step,
} from '../../engine/index.js';
import { compileOne } from '../support/compile-one.js';
import { buildProcess, type ScopeBuilder } from '../support/process-builder.js';

const actor = { type: 'user', id: 'ann' } as const;
const untouched = { commands: [], trace: [] };

function startInput(variables: Record<string, number | string> = {}): Input {
  return { type: 'instanceStarted', at: 1, instanceId: 'i', variables, zone: 'UTC', actor };
}

async function begin(
  content: (p: ScopeBuilder) => void,
): Promise<{ program: Program; state: InstanceState }> {
  const program = await compileOne(buildProcess('p', content));
  return { program, state: createInstance(program) };
}

const oneTask = (p: ScopeBuilder) => p.start('s').user('a').end('e').flow('s', 'a', 'e');

function complete(taskId: string): Input {
  return { type: 'taskCompleted', at: 2, taskId, variables: {}, actor };
}

describe('step', () => {
  it('hands back commands and trace of all that one input leads to', async () => {
    // given
    const { program, state } = await begin(oneTask);

    // when
    const { commands, trace } = step(program, state, startInput());

    // then
    expect(commands).toEqual([{ type: 'openTask', taskId: 'i:4', elementId: 'a' }]);
    expect(trace.map(({ type }) => type)).toEqual([
      'instanceStarted',
      'elementActivated',
      'elementCompleted',
      'flowTaken',
      'elementActivated',
      'taskOpened',
    ]);
  });

  it('refuses what is not possible and leaves the state as it was', async () => {
    // given
    const { program, state } = await begin(oneTask);
    step(program, state, startInput());
    const before = JSON.stringify(state);
    const cases: [Input, string][] = [
      [startInput(), 'alreadyStarted'],
      [complete('i:99'), 'unknownTask'],
      [complete('other:4'), 'unknownTask'],
      [{ type: 'incidentRetried', at: 9, incidentId: 'i:4', actor }, 'unknownIncident'],
      [
        { type: 'variablesSet', at: 9, elementInstanceId: 'i:77', variables: {}, actor },
        'unknownElementInstance',
      ],
    ];

    for (const [input, code] of cases) {
      // when
      const result = step(program, state, input);

      // then
      expect(result).toMatchObject({ ...untouched, refusal: { code } });
      expect(JSON.stringify(state)).toBe(before);
    }
  });

  it('refuses a start event that the process does not have', async () => {
    const { program, state } = await begin(oneTask);
    const input = { ...startInput(), startElementId: 'a' } as Input;
    expect(step(program, state, input).refusal?.code).toBe('unknownStartElement');
    expect(state.status).toBe('created');
  });

  it('refuses everything before the start and after the end', async () => {
    // given
    const { program, state } = await begin(oneTask);

    // then
    expect(step(program, state, complete('i:4')).refusal?.code).toBe('instanceEnded');
    step(program, state, startInput());
    step(program, state, complete('i:4'));
    expect(state.status).toBe('ended');
    expect(step(program, state, complete('i:4')).refusal?.code).toBe('instanceEnded');
    expect(step(program, state, startInput()).refusal?.code).toBe('instanceEnded');
  });

  it('drops what comes late from a part of the system, without a refusal', async () => {
    // given
    const { program, state } = await begin(oneTask);
    step(program, state, startInput());
    const late: Input[] = [
      { type: 'timerFired', at: 5, timerId: 'i:9' },
      { type: 'jobCompleted', at: 5, jobId: 'i:4', variables: { x: 1 } },
      { type: 'jobFailed', at: 5, jobId: 'i:9', message: 'no' },
      { type: 'jobErrorThrown', at: 5, jobId: 'i:9', errorCode: 'E', message: '', variables: {} },
      { type: 'messageReceived', at: 5, subscriptionId: 'i:4', messageId: 'm', variables: {} },
      { type: 'signalReceived', at: 5, name: 'nobody', variables: {} },
      { type: 'childEnded', at: 5, childId: 'i:4', outcome: { type: 'completed' }, variables: {} },
      { type: 'childEscalated', at: 5, childId: 'i:9', escalationCode: 'E', variables: {} },
      {
        type: 'deadlinesDerived',
        at: 5,
        clockId: 'i:9',
        revision: 1,
        outcome: { type: 'failed', message: '' },
      },
    ];

    for (const input of late) {
      // when
      const result = step(program, state, input);

      // then
      expect(result).toMatchObject(untouched);
      expect(result.refusal).toBeUndefined();
    }
  });

  it('never lets time run backwards', async () => {
    const { program, state } = await begin(oneTask);
    step(program, state, { ...startInput(), at: 100 });
    step(program, state, { type: 'timerFired', at: 50, timerId: 'i:9' });
    expect(state.now).toBe(100);
  });

  it('refuses to go on with a state of another program', async () => {
    const { state } = await begin(oneTask);
    const { program } = await begin((p) => p.start('s').end('e').flow('s', 'e'));
    expect(() => step(program, state, startInput())).toThrow('Expected a state of');
  });

  it('leaves nothing of finished elements in the state', async () => {
    // given
    const { program, state } = await begin((p) =>
      p
        .start('s')
        .exclusive('x', { default: 'done' })
        .user('a')
        .end('e')
        .flow('s', 'x')
        .flowIf('x', 'a', { condition: 'rounds > 0' })
        .flowIf('x', 'e', { id: 'done' })
        .flow('a', 'x'),
    );
    step(program, state, startInput({ rounds: 1 }));
    const size = () => JSON.stringify(state).length;
    const sizes: number[] = [];

    // when
    for (let round = 0; round < 50; round += 1) {
      const taskId = Object.keys(state.waits)[0] ?? '';
      step(program, state, complete(taskId));
      sizes.push(size());
    }

    // then: only the counter inside the ids grows
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(30);
  });
});

describe('a loop without a wait', () => {
  const loop = (p: ScopeBuilder) =>
    p
      .start('s')
      .parallel('split')
      .task('turn')
      .user('a')
      .end('e')
      .flow('s', 'split', 'turn')
      .flowIf('turn', 'turn', { id: 'again', condition: 'isStuck' })
      .flow('turn', 'e')
      .flow('split', 'a', 'e');

  async function runIntoBound() {
    const { program, state } = await begin((p) =>
      loop(p).boundary('b', 'turn', { signal: 'never' }).flow('b', 'e'),
    );
    const first = step(program, state, {
      ...startInput(),
      variables: { isStuck: true },
    } as Input);
    return { program, state, first };
  }

  it('ends at the bound with one incident, while other branches stand', async () => {
    // when
    const { state, first } = await runIntoBound();

    // then
    const incidents = Object.values(state.incidents).map(({ incident }) => incident.code);
    expect(incidents).toEqual(['loopBoundExceeded']);
    expect(first.trace.filter(({ type }) => type === 'taskOpened')).toHaveLength(1);
  });

  it('goes on when the incident is retried with other variables', async () => {
    // given
    const { program, state } = await runIntoBound();
    const [incidentId = ''] = Object.keys(state.incidents);

    // when
    step(program, state, {
      type: 'incidentRetried',
      at: 3,
      incidentId,
      variables: { isStuck: false },
      actor,
    });

    // then
    expect(state.incidents).toEqual({});
    const open = Object.values(state.waits).map(({ type }) => type);
    expect(open).toEqual(['task']);
  });
});

describe('variables with hostile names', () => {
  it.each(['__proto__', 'constructor', 'toString'])('keeps %s as any other', async (name) => {
    // given
    const { program, state } = await begin(oneTask);
    const variables = JSON.parse(`{"${name}": {"isAdmin": true}, "x": 1}`) as Record<string, never>;
    step(program, state, startInput());

    // when
    step(program, state, { type: 'variablesSet', at: 2, variables, actor });

    // then
    const stored = JSON.parse(JSON.stringify(state)) as InstanceState;
    expect(Object.keys(stored.instances['e1']?.variables ?? {}).sort()).toEqual([name, 'x'].sort());
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});
