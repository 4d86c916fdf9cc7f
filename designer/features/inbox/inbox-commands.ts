export const inboxCommands = ['claim', 'release', 'form', 'complete'] as const;
export type InboxCommand = (typeof inboxCommands)[number];

const EVENT = 'lemniscate:inbox-command';

/** Hands a key's meaning to the task that is open. */
export function sendInboxCommand(command: InboxCommand): void {
  window.dispatchEvent(new CustomEvent(EVENT, { detail: command }));
}

export function listenToInboxCommand(listener: (command: InboxCommand) => void): () => void {
  const handle = (event: Event): void => {
    const detail: unknown = event instanceof CustomEvent ? event.detail : undefined;
    const command = inboxCommands.find((known) => known === detail);
    if (command !== undefined) listener(command);
  };
  window.addEventListener(EVENT, handle);
  return () => window.removeEventListener(EVENT, handle);
}
