import { workerData } from 'node:worker_threads';
import { defaultScriptLimits, loadScriptRunner } from '../../../engine/javascript/index.mjs';

/**
 * A thread that runs scripts for one that stands still meanwhile: each answer is laid into the channel before the
 * waiting thread is woken.
 *
 * @typedef {object} ScriptThreadData
 * @property {import('node:worker_threads').MessagePort} port
 * @property {Int32Array} answered how many messages were sent, the first to say that the thread is ready
 * @property {Partial<import('../../../engine/javascript/index.mjs').ScriptLimits>} [limits]
 */

const { port, answered, limits } = /** @type {ScriptThreadData} */ (workerData);
let isBroken = false;
const run = await loadScriptRunner({ ...defaultScriptLimits, ...limits }, () => {
  isBroken = true;
});

/** @param {import('../../../engine/index.js').ScriptOutcome} [outcome] */
function answer(outcome) {
  port.postMessage({ outcome, isBroken });
  Atomics.add(answered, 0, 1);
  Atomics.notify(answered, 0);
}

port.on('message', (/** @type {import('../../../engine/index.js').ScriptRequest} */ request) => {
  answer(run(request));
});
answer();
