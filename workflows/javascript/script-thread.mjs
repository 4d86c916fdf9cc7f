import { parentPort } from 'node:worker_threads';
import { loadScriptRunner } from '../../engine/javascript/index.mjs';

/** A thread that runs scripts one after another; whoever started it can end it at any time. */
const run = await loadScriptRunner();

parentPort?.on(
  'message',
  (/** @type {import('../../engine/index.js').ScriptRequest} */ request) => {
    parentPort?.postMessage(run(request));
  },
);
parentPort?.postMessage('ready');
