import { parentPort } from 'node:worker_threads';
import { loadScriptRunner } from '../../engine/javascript/index.mjs';

/** A thread that runs scripts one after another; whoever started it can end it at any time. */
let isBroken = false;
const run = await loadScriptRunner(undefined, () => {
  isBroken = true;
});

parentPort?.on(
  'message',
  (/** @type {import('../../engine/index.js').ScriptRequest} */ request) => {
    const outcome = run(request);
    parentPort?.postMessage({ outcome, isBroken });
  },
);
parentPort?.postMessage('ready');
