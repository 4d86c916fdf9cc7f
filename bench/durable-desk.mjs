/** The people of the benchmark: they see a task when its fact is stored, and do it at once. */
export function openDesk() {
  const seen = new Map();
  const waiting = new Map();

  function inboxOf(instanceId) {
    if (!seen.has(instanceId)) seen.set(instanceId, []);
    return seen.get(instanceId);
  }

  return {
    see({ instanceId }, facts) {
      for (const { record } of facts) {
        if (record.type === 'taskOpened') inboxOf(instanceId).push(record.taskId);
      }
      waiting.get(instanceId)?.();
    },
    async serve(instanceId, count, complete) {
      for (let done = 0; done < count; done += 1) {
        while (inboxOf(instanceId).length <= done) {
          await new Promise((resolve) => waiting.set(instanceId, resolve));
        }
        await complete(inboxOf(instanceId)[done]);
      }
      seen.delete(instanceId);
      waiting.delete(instanceId);
    },
  };
}
