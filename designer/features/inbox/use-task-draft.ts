import { useCallback, useEffect, useRef, useState } from 'react';
import type { FormData } from '../../components/form/form-view.js';

export type DraftState =
  | { readonly type: 'clean' }
  | { readonly type: 'saving' }
  | { readonly type: 'saved'; readonly at: string }
  | { readonly type: 'failed' };

const QUIET_MS = 700;
const RETRY_MS = 5_000;

/** Saves what is typed shortly after the last key, again after a failure, and at once when the task is left. */
export function useTaskDraft(save: (data: FormData) => Promise<string>): {
  readonly state: DraftState;
  readonly change: (data: FormData) => void;
  readonly forget: () => void;
} {
  const [state, setState] = useState<DraftState>({ type: 'clean' });
  const waiting = useRef<FormData | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latestSave = useRef(save);
  useEffect(() => {
    latestSave.current = save;
  });

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const data = waiting.current;
    if (data === undefined) return;
    waiting.current = undefined;
    setState({ type: 'saving' });
    try {
      setState({ type: 'saved', at: await latestSave.current(data) });
    } catch {
      waiting.current ??= data;
      setState({ type: 'failed' });
      timer.current = setTimeout(() => void flush(), RETRY_MS);
    }
  }, []);

  const change = useCallback(
    (data: FormData) => {
      waiting.current = data;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), QUIET_MS);
    },
    [flush],
  );
  const forget = useCallback(() => {
    waiting.current = undefined;
    clearTimeout(timer.current);
    setState({ type: 'clean' });
  }, []);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (waiting.current !== undefined)
        void latestSave.current(waiting.current).catch(() => undefined);
      waiting.current = undefined;
    },
    [],
  );
  return { state, change, forget };
}
