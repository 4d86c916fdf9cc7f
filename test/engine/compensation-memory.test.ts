import { createInstance, type InstanceState, type Program, step } from '../../engine/index.js';
import { compileOne } from '../support/compile-one.js';
import { buildProcess } from '../support/process-builder.js';

const actor = { type: 'user', id: 'ann' } as const;

/** A sub-process `trip` with a task, and then a task; only with a handler the first one can be compensated. */
async function compile(hasHandler: boolean): Promise<Program> {
  const xml = buildProcess('p', (p) =>
    p
      .start('s')
      .subProcess('trip', (q) => {
        if (hasHandler) q.boundary('undo', 'book', { compensation: '' }).handler('cancel', 'undo');
        return q.start('t').user('book').end('te').flow('t', 'book', 'te');
      })
      .user('wait')
      .exclusive('again', { default: 'again-to-trip' })
      .end('e')
      .flow('s', 'trip', 'wait', 'again', 'trip')
      .flowIf('again', 'e', { condition: 'false' }),
  );
  return compileOne(xml);
}

/** Goes round as often, and stands at `wait` then. */
function drive(program: Program, rounds: number): InstanceState {
  const state = createInstance(program);
  const common = { at: 1, actor, variables: {} };
  let result = step(program, state, {
    type: 'instanceStarted',
    instanceId: 'i',
    zone: 'UTC',
    ...common,
  });
  for (let count = 0; count < rounds * 2 - 1; count += 1) {
    const [task] = result.commands.flatMap((each) => (each.type === 'openTask' ? [each] : []));
    const taskId = task?.taskId ?? '';
    result = step(program, state, { type: 'taskCompleted', taskId, ...common });
    expect(result.refusal).toBeUndefined();
  }
  return state;
}

describe('the memory of completed activities', () => {
  it('does not exist where nothing can be compensated', async () => {
    // given
    const program = await compile(false);

    // when
    const state = drive(program, 20);

    // then
    expect(JSON.stringify(program)).not.toContain('"compensation"');
    expect(JSON.stringify(state).length).toBeLessThan(1_000);
  });

  it('holds each completion once, in the scope around it', async () => {
    // given
    const program = await compile(true);

    // when
    const state = drive(program, 20);

    // then
    const root = state.instances[state.root];
    expect(root?.completed).toHaveLength(20);
    expect(root?.completed?.every(({ completed }) => completed?.length === 1)).toBe(true);
    const others = Object.values(state.instances).filter(({ key }) => key !== state.root);
    expect(others.every(({ completed }) => completed === undefined)).toBe(true);
  });
});

describe('the compensation of a large multi-instance', () => {
  it('is no loop without end, and takes time in proportion to its size', async () => {
    // given
    const xml = buildProcess('p', (p) =>
      p
        .start('s')
        .manual('book')
        .boundary('undo', 'book', { compensation: '' })
        .handler('cancel', 'undo')
        .end('e', { compensation: 'book' })
        .flow('s', 'book', 'e'),
    );
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>wanted</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
    const program = await compileOne(
      xml.replace(
        '<bpmn:manualTask id="book" />',
        `<bpmn:manualTask id="book">${loop}</bpmn:manualTask>`,
      ),
    );
    const measure = (count: number): number => {
      const state = createInstance(program);
      const before = process.cpuUsage();
      const common = { at: 1, actor, instanceId: 'i', zone: 'UTC' };
      const { trace } = step(program, state, {
        type: 'instanceStarted',
        variables: { wanted: count },
        ...common,
      });
      const { user } = process.cpuUsage(before);
      const undone = trace.filter(
        (record) => record.type === 'elementCompleted' && record.elementId === 'cancel',
      );
      expect(state.status).toBe('ended');
      expect(undone).toHaveLength(count);
      return user / count;
    };
    measure(1_000);

    // when
    const few = measure(1_000);
    const many = measure(12_000);

    // then: quadratic behavior would show as a factor of twelve
    expect(many).toBeLessThan(few * 6);
  });
});
