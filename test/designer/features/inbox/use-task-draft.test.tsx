/** @jest-environment jsdom */
import { act, renderHook } from '@testing-library/react';
import { useTaskDraft } from '../../../../designer/features/inbox/use-task-draft.js';

type Save = (data: Record<string, unknown>) => Promise<string>;

describe('useTaskDraft', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('saves once, with the last input, when the person pauses', async () => {
    // given
    const save = jest.fn<ReturnType<Save>, Parameters<Save>>(() => Promise.resolve('10:00'));
    const { result } = renderHook(() => useTaskDraft(save));

    // when
    act(() => result.current.change({ text: 'a' }));
    act(() => result.current.change({ text: 'ab' }));
    await act(() => jest.advanceTimersByTimeAsync(1_000));

    // then
    expect(save.mock.calls).toEqual([[{ text: 'ab' }]]);
    expect(result.current.state).toEqual({ type: 'saved', at: '10:00' });
  });

  it('tries again after a failure and loses nothing', async () => {
    // given
    const save = jest.fn<ReturnType<Save>, Parameters<Save>>(() => Promise.resolve('10:05'));
    save.mockRejectedValueOnce(new TypeError('away'));
    const { result } = renderHook(() => useTaskDraft(save));

    // when
    act(() => result.current.change({ text: 'kept' }));
    await act(() => jest.advanceTimersByTimeAsync(1_000));
    const afterFailure = result.current.state.type;
    await act(() => jest.advanceTimersByTimeAsync(6_000));

    // then
    expect(afterFailure).toBe('failed');
    expect(save).toHaveBeenLastCalledWith({ text: 'kept' });
    expect(result.current.state.type).toBe('saved');
  });

  it('saves at once when the task is left', () => {
    // given
    const save = jest.fn<ReturnType<Save>, Parameters<Save>>(() => Promise.resolve('10:00'));
    const { result, unmount } = renderHook(() => useTaskDraft(save));
    act(() => result.current.change({ text: 'unfinished' }));

    // when
    unmount();

    // then
    expect(save).toHaveBeenCalledWith({ text: 'unfinished' });
  });

  it('saves no more once the task is completed', async () => {
    // given
    const save = jest.fn<ReturnType<Save>, Parameters<Save>>(() => Promise.resolve('10:00'));
    const { result } = renderHook(() => useTaskDraft(save));
    act(() => result.current.change({ text: 'done' }));

    // when
    act(() => result.current.forget());
    await act(() => jest.advanceTimersByTimeAsync(10_000));

    // then
    expect(save).not.toHaveBeenCalled();
  });
});
