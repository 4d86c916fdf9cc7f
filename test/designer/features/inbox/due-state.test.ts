import { toDueState } from '../../../../designer/features/inbox/due-state.js';

const now = Date.parse('2026-11-20T10:00:00Z');
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
type DueTask = Parameters<typeof toDueState>[0];
const task = (part: Partial<DueTask> = {}): DueTask => ({
  state: 'created',
  risk: 'none',
  ...part,
});

describe('toDueState', () => {
  it('counts down to the breach of the clock rather than to the due date', () => {
    // given
    const given = task({ dueAt: at(500), clock: { state: 'running', breachAt: at(45) } });

    // when
    const due = toDueState(given, now);

    // then
    expect(due).toEqual({ kind: 'onTrack', at: at(45), remaining: 45 * 60_000 });
  });

  it.each([
    ['what was left in service time when that is less', 600, 45, 45],
    ['plain time when less than that is left at all', 30, 45, 30],
    ['plain time once the moment has passed since the answer', -5, 45, -5],
    ['service time over the target', -900, -60, -60],
  ])('shows %s', (_, plain, service, shown) => {
    const clock = { state: 'running' as const, breachAt: at(plain), remainingMs: service * 60_000 };
    expect(toDueState(task({ clock }), now).remaining).toBe(shown * 60_000);
  });

  it('says why a clock is paused, and what is left then', () => {
    const paused = { state: 'paused' as const, remainingMs: 60_000 };
    const answer = toDueState(task({ clock: { ...paused, pausedFor: 'reporter' } }), now);
    expect(answer).toEqual({ kind: 'paused', remaining: 60_000, pausedFor: 'reporter' });
    expect(toDueState(task({ clock: { ...paused, pausedFor: '' } }), now)).toEqual({
      kind: 'paused',
      remaining: 60_000,
    });
  });

  it('is at risk from the moment the clock says so, even before the server does', () => {
    // given
    const given = task({ clock: { state: 'running', atRiskAt: at(-1), breachAt: at(30) } });

    // when
    const due = toDueState(given, now);

    // then
    expect(due.kind).toBe('atRisk');
  });

  it('is breached once its time is over', () => {
    // when
    const due = toDueState(task({ dueAt: at(-20) }), now);

    // then
    expect(due.kind).toBe('breached');
    expect(due.remaining).toBe(-20 * 60_000);
  });

  it('does not count while the clock is paused', () => {
    // given
    const given = task({ risk: 'atRisk', clock: { state: 'paused', breachAt: at(-5) } });

    // when
    const due = toDueState(given, now);

    // then
    expect(due.kind).toBe('paused');
    expect(due.remaining).toBeUndefined();
  });

  it('is quiet without any date', () => {
    // when
    const due = toDueState(task(), now);

    // then
    expect(due).toEqual({ kind: 'quiet' });
  });

  it('no longer counts when the task is done', () => {
    // given
    const given = task({ state: 'completed', completedAt: at(-5), dueAt: at(-60) });

    // when
    const due = toDueState(given, now);

    // then
    expect(due).toEqual({ kind: 'quiet', at: at(-5) });
  });
});
