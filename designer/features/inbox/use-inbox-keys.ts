import { useEffect, useRef } from 'react';
import { sendInboxCommand } from './inbox-commands.js';

interface InboxKeys {
  readonly onMove: (step: 1 | -1) => void;
  readonly onSearch: () => void;
  readonly onHelp: () => void;
  /** Chooses the task that is open, or lets it go. */
  readonly onChoose: () => void;
  readonly onGoTo: (place: GoTo) => void;
}

/** Where `g` and another key lead. */
export const goTos = {
  i: '/inbox',
  r: '/reports',
  p: '/processes',
  o: '/operations',
  a: '/administration',
} as const;
export type GoTo = (typeof goTos)[keyof typeof goTos];

/** The second key must follow this soon. */
const PREFIX_MS = 1_500;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('[role="dialog"]') !== null;

/** The keys of the inbox; none of them acts while somebody types or a dialog is open. */
export function useInboxKeys({ onMove, onSearch, onHelp, onChoose, onGoTo }: InboxKeys): void {
  const prefixUntil = useRef(0);
  useEffect(() => {
    const goTo = (key: string): boolean => {
      if (Date.now() > prefixUntil.current) return false;
      prefixUntil.current = 0;
      const place = Object.entries(goTos).find(([name]) => name === key)?.[1];
      if (place !== undefined) onGoTo(place);
      return place !== undefined;
    };
    const actions: Record<string, () => void> = {
      j: () => onMove(1),
      k: () => onMove(-1),
      c: () => sendInboxCommand('claim'),
      u: () => sendInboxCommand('release'),
      e: () => sendInboxCommand('form'),
      x: onChoose,
      g: () => {
        prefixUntil.current = Date.now() + PREFIX_MS;
      },
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
      if (goTo(event.key)) {
        event.preventDefault();
        return;
      }
      const action = actions[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [onMove, onSearch, onHelp, onChoose, onGoTo]);
}
