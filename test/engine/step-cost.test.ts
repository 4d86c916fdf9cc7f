import { createInstance, type Program, step } from '../../engine/index.js';
import { compileOne } from '../support/compile-one.js';
import { buildProcess } from '../support/process-builder.js';

const actor = { type: 'user', id: 'ann' } as const;

/** A task that opens another one with each signal. */
const xml = buildProcess('p', (p) =>
  p
    .start('s')
    .user('keep')
    .boundary('more', 'keep', { signal: 'more', isInterrupting: false })
    .user('extra')
    .end('e')
    .flow('s', 'keep', 'e')
    .flow('more', 'extra', 'e'),
);

/** Processor time in microseconds per completed task, with so many open ones. */
function costPerTask(program: Program, count: number): number {
  const state = createInstance(program);
  const variables = {};
  step(program, state, {
    type: 'instanceStarted',
    at: 1,
    instanceId: 'i',
    variables,
    zone: 'UTC',
    actor,
  });
  const [subscriptionId = ''] =
    Object.entries(state.waits).find(([, wait]) => wait.type === 'subscription') ?? [];
  const taskIds: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const input = { type: 'messageReceived', at: 1, subscriptionId, messageId: 'm' } as const;
    const { commands } = step(program, state, { ...input, variables });
    for (const command of commands) if (command.type === 'openTask') taskIds.push(command.taskId);
  }
  expect(taskIds).toHaveLength(count);
  const before = process.cpuUsage();
  for (const taskId of taskIds) {
    step(program, state, { type: 'taskCompleted', at: 1, taskId, variables, actor });
  }
  const { user } = process.cpuUsage(before);
  expect(Object.values(state.waits)).toHaveLength(2);
  return user / count;
}

describe('the cost of a step', () => {
  it('does not grow with the number of open elements', async () => {
    // given
    const program = await compileOne(xml);
    costPerTask(program, 2_000);

    // when
    const few = costPerTask(program, 2_000);
    const many = costPerTask(program, 20_000);

    // then: quadratic behavior would show as a factor of ten
    expect(many).toBeLessThan(few * 5);
  });
});
