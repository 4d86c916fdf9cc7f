import { workerCapacity } from '../../workflows/worker-capacity.js';

const GiB = 1024 ** 3;

describe('capacity of a worker', () => {
  it.each([
    [0, 1],
    [2, 2],
    [40, 10],
    [1_000, 40],
  ])('with %i cached instances has %i workflow tasks at a time', (cached, tasks) => {
    expect(workerCapacity(cached)).toEqual({
      maxCachedWorkflows: cached,
      maxConcurrentWorkflowTaskExecutions: tasks,
    });
  });

  it('remembers as many instances as fit into the memory', () => {
    // when
    const [small, large] = [GiB / 4, 4 * GiB].map((bytes) => workerCapacity(undefined, bytes));

    // then
    expect(small?.maxCachedWorkflows).toBe(40);
    expect(large?.maxCachedWorkflows).toBeGreaterThan(2_000);
  });
});
