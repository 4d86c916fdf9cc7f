/**
 * Tells the person at the terminal what is going on, in plain lines that also read well in a log.
 * @typedef {object} Progress
 * @property {(line?: string) => void} say
 * @property {<T>(title: string, work: () => Promise<T>) => Promise<T>} step says what begins, that it still
 *   goes on, and how long it took
 */

/** How long a step may stay silent, at first and later. */
const heartbeatMs = 10_000;
const laterHeartbeats = 3;

/**
 * @param {(text: string) => void} [write]
 * @returns {Progress}
 */
export function createProgress(write = (text) => void process.stdout.write(text)) {
  /** @param {string} [line] */
  const say = (line = '') => write(`${line}\n`);
  return {
    say,
    async step(title, work) {
      const startedAt = Date.now();
      say(`${title} …`);
      let beats = 0;
      const heartbeat = setInterval(() => {
        beats += 1;
        if (beats > laterHeartbeats && beats % laterHeartbeats !== 0) return;
        say(`  ${title}: still at it after ${formatDuration(startedAt)}`);
      }, heartbeatMs);
      try {
        const result = await work();
        say(`  ${title}: done in ${formatDuration(startedAt)}`);
        return result;
      } catch (error) {
        say(`  ${title}: failed after ${formatDuration(startedAt)}`);
        throw error;
      } finally {
        clearInterval(heartbeat);
      }
    },
  };
}

/**
 * @param {number} startedAt
 * @returns {string}
 */
export function formatDuration(startedAt) {
  const seconds = (Date.now() - startedAt) / 1000;
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
