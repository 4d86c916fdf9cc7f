/**
 * How long to wait before a child is restarted: longer each time it dies early, and short again after it
 * stayed up for a while.
 * @typedef {{ firstMs: number, capMs: number, stableMs: number }} BackOffSettings
 */

/** @type {BackOffSettings} */
export const defaultBackOff = { firstMs: 500, capMs: 30_000, stableMs: 60_000 };

/** @param {BackOffSettings} [settings] */
export function createBackOff({ firstMs, capMs, stableMs } = defaultBackOff) {
  let deaths = 0;
  /**
   * @param {number} uptimeMs how long the child lived this time
   * @returns {number} milliseconds
   */
  return function nextDelay(uptimeMs) {
    deaths = uptimeMs >= stableMs ? 1 : deaths + 1;
    return Math.min(capMs, firstMs * 2 ** (deaths - 1));
  };
}
