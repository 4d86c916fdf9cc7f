import { useEffect } from 'react';
import { sendInboxCommand } from './inbox-commands.js';

interface InboxKeys {
  readonly onMove: (step: 1 | -1) => void;
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('[role="dialog"]') !== null;

/** The keys of the inbox; none of them acts while somebody types or a dialog is open. */
export function useInboxKeys({ onMove, onSearch, onHelp }: InboxKeys): void {
  useEffect(() => {
    const actions: Record<string, () => void> = {
      j: () => onMove(1),
      k: () => onMove(-1),
      c: () => sendInboxCommand('claim'),
      u: () => sendInboxCommand('release'),
      e: () => sendInboxCommand('form'),
      '/': onSearch,
      '?': onHelp,
    };
    const handle = (event: KeyboardEvent): void => {
      if (isInDialog(event.target)) return;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        sendInboxCommand('complete');
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const action = actions[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [onMove, onSearch, onHelp]);
}
