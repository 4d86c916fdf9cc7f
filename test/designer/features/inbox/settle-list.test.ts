import { settleList } from '../../../../designer/features/inbox/settle-list.js';
import type { UserTask } from '../../../../server/contract/index.js';

const task = (userTaskKey: string, name = userTaskKey): UserTask => ({
  userTaskKey,
  name,
  elementId: 'work',
  state: 'created',
  isSuspended: false,
  candidateUsers: [],
  candidateGroups: [],
  candidateRoles: [],
  priority: 50,
  createdAt: '2026-11-20T10:00:00Z',
  risk: 'none',
  processInstanceKey: 'i1',
  businessKey: 'INC-1',
  processDefinitionKey: 'd1',
  processDefinitionId: 'p',
  processDefinitionName: 'P',
  assignmentEpoch: 1,
  claimVersion: 0,
  isEscalated: false,
  commentCount: 0,
  can: {
    claim: true,
    release: false,
    complete: true,
    assign: false,
    delegate: false,
    resolve: false,
    handOver: false,
    escalate: true,
    followUp: false,
  },
});
const byKey = (...tasks: UserTask[]): Map<string, UserTask> =>
  new Map(tasks.map((one) => [one.userTaskKey, one]));

describe('settleList', () => {
  it('keeps every row in its place, whatever the order of the newest answer', () => {
    // given
    const [a, b, c] = [task('a'), task('b'), task('c')];

    // when
    const { rows } = settleList(['a', 'b', 'c'], byKey(a, b, c), [c, a, b]);

    // then
    expect(rows.map((row) => row.task.userTaskKey)).toEqual(['a', 'b', 'c']);
  });

  it('shows what a row says now', () => {
    // when
    const { rows } = settleList(['a'], byKey(task('a', 'before')), [task('a', 'after')]);

    // then
    expect(rows[0]?.task.name).toBe('after');
  });

  it('marks what has left instead of closing the gap', () => {
    // given
    const [a, b] = [task('a'), task('b')];

    // when
    const { rows } = settleList(['a', 'b'], byKey(a, b), [b]);

    // then
    expect(rows.map(({ hasLeft }) => hasLeft)).toEqual([true, false]);
  });

  it('only counts what has come', () => {
    // given
    const a = task('a');

    // when
    const { rows, newCount } = settleList(['a'], byKey(a), [task('x'), a, task('y')]);

    // then
    expect(rows).toHaveLength(1);
    expect(newCount).toBe(2);
  });
});
