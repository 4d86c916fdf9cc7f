import { startChild, stopChild, waitUntilReady } from '../processes/child-process.mjs';

/** @typedef {import('../processes/child-process.mjs').Child} Child */
/** @typedef {import('../processes/child-process.mjs').ChildSpec} ChildSpec */

/**
 * How a server is launched: the child to start, and how to see (and bring about) that it is ready.
 * @typedef {{ child: ChildSpec, prepare: (child: Child) => Promise<boolean>, readyTimeoutMs?: number }} ServerPlan
 */

/**
 * A server under the hands of a test: it can be killed and restarted with its data and its address kept.
 * @typedef {object} EmbeddedServer
 * @property {() => number} pid
 * @property {(signal?: NodeJS.Signals) => Promise<void>} kill sends the signal and waits for the end
 * @property {() => Promise<void>} restart
 * @property {() => Promise<void>} stop
 */

/** @typedef {{ onStart: (pid: number) => Promise<void>, onStop: () => Promise<void> }} ServerHooks */

/**
 * @param {ServerPlan} plan
 * @param {ServerHooks} hooks
 * @returns {Promise<EmbeddedServer>}
 */
export async function startEmbeddedServer(plan, hooks) {
  let child = await launch(plan, hooks);
  return {
    pid: () => child.pid,
    async kill(signal = 'SIGKILL') {
      child.signal(signal);
      await child.ended;
    },
    async restart() {
      await stopChild(child);
      child = await launch(plan, hooks);
    },
    async stop() {
      await stopChild(child);
      await hooks.onStop();
    },
  };
}

/**
 * @param {ServerPlan} plan
 * @param {ServerHooks} hooks
 */
async function launch(plan, hooks) {
  const child = await startChild(plan.child);
  await hooks.onStart(child.pid);
  try {
    await waitUntilReady(child, plan.prepare, { timeoutMs: plan.readyTimeoutMs ?? 60_000 });
  } catch (error) {
    await stopChild(child);
    throw error;
  }
  return child;
}
