/** The people and senders of the benchmark: they see a fact when it is stored, and act at once. */
export function openDesk() {
  const inboxes = new Map();

  return {
    see({ instanceId }, facts) {
      const inbox = inboxes.get(instanceId);
      if (inbox === undefined) return;
      inbox.records.push(...facts.map(({ record }) => record));
      inbox.wake?.();
    },
    /** Only instances that somebody waits for are looked at. */
    open: (instanceId) => void inboxes.set(instanceId, { records: [] }),
    close: (instanceId) => void inboxes.delete(instanceId),
    /** The first fact that fits and that nobody has taken yet. */
    async take(instanceId, fits) {
      const inbox = inboxes.get(instanceId);
      for (;;) {
        const index = inbox.records.findIndex(fits);
        if (index >= 0) return inbox.records.splice(index, 1)[0];
        await new Promise((resolve) => (inbox.wake = resolve));
      }
    },
  };
}
