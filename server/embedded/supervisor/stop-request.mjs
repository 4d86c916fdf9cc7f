/** @type {NodeJS.Signals[]} */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Waits for Ctrl-C or another request to stop. The first one asks to stop in order; the second, by somebody who
 * doesn't want to wait for that, ends everything at once.
 * @param {(line: string) => void} say
 * @param {() => void} forceStop
 */
export function listenForStop(say, forceStop) {
  /** @type {() => void} */
  let settle = () => undefined;
  /** @type {Promise<undefined>} */
  const requested = new Promise((resolve) => {
    settle = () => resolve(undefined);
  });
  let count = 0;
  const onSignal = () => {
    count += 1;
    if (count === 1) {
      say('\nStopping. (Ctrl-C again ends everything at once.)');
      settle();
    } else {
      say('Ending everything at once.');
      forceStop();
    }
  };
  for (const signal of stopSignals) process.on(signal, onSignal);
  return {
    requested,
    dispose() {
      for (const signal of stopSignals) process.off(signal, onSignal);
    },
  };
}
