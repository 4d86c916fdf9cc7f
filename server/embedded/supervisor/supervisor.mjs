import { setTimeout as sleep } from 'node:timers/promises';
import { describeFailure, isDiskFull } from '../describe-failure.mjs';
import { ChildNotReadyError } from '../errors.mjs';
import {
  identifyChild,
  readLogTail,
  startChild,
  stopChild,
  waitUntilReady,
} from '../processes/child-process.mjs';
import { describeEnd } from '../processes/run-command.mjs';
import { createBackOff, defaultBackOff } from './back-off.mjs';
import { createRunRecord } from './run-record.mjs';

/** @typedef {import('../processes/child-process.mjs').Child} Child */
/** @typedef {import('../servers/embedded-server.mjs').ServerPlan & { port?: number }} SupervisedPlan */

/**
 * @typedef {object} SupervisorOptions
 * @property {string} recordFile
 * @property {string[]} stopOrder the names of the children, the first to be stopped first
 * @property {(line: string) => void} say
 * @property {import('./back-off.mjs').BackOffSettings} [backOff]
 */

/**
 * Keeps children alive: restarts one that dies, and stops them in order.
 * @param {SupervisorOptions} options
 */
export function createSupervisor({ recordFile, stopOrder, say, backOff = defaultBackOff }) {
  const record = createRunRecord(recordFile);
  const stopping = new AbortController();
  /** @type {Map<string, { child: Child, watch: Promise<void> }>} */
  const slots = new Map();

  /** @param {SupervisedPlan} plan */
  async function launch(plan) {
    const child = await startChild(plan.child);
    const port = plan.port === undefined ? {} : { port: plan.port };
    const noted = { name: child.name, ...(await identifyChild(child)), ...port };
    // A child that runs unrecorded, say on a full disk, is better than one that runs and is given up.
    await record.note(noted).catch((error) => say(describeFailure(error)));
    return child;
  }

  /** @param {SupervisedPlan} plan */
  async function start(plan) {
    refuseWhenStopping(plan);
    const child = await launch(plan);
    const slot = { child, watch: Promise.resolve() };
    slots.set(child.name, slot);
    if (stopping.signal.aborted) await stopSlot(child.name);
    refuseWhenStopping(plan);
    await waitUntilReady(child, plan.prepare, readyOptions(plan));
    slot.watch = keepAlive(plan, slot);
  }

  /**
   * @param {SupervisedPlan} plan
   * @param {{ child: Child }} slot
   */
  async function keepAlive(plan, slot) {
    const nextDelay = createBackOff(backOff);
    for (;;) {
      const startedAt = Date.now();
      const { exitCode, signal } = await slot.child.ended;
      if (stopping.signal.aborted) return;
      const delayMs = nextDelay(Date.now() - startedAt);
      say(
        `${plan.child.name} ${describeEnd(exitCode, signal)}; it is started again in ${delayMs / 1000} s.`,
      );
      explainDeath(slot.child);
      const isStopping = await sleep(delayMs, false, { signal: stopping.signal }).catch(() => true);
      if (isStopping) return;
      await relaunch(plan, slot);
      if (stopping.signal.aborted) return;
    }
  }

  /**
   * @param {SupervisedPlan} plan
   * @param {{ child: Child }} slot
   */
  async function relaunch(plan, slot) {
    try {
      slot.child = await launch(plan);
      const { signal } = stopping;
      await waitUntilReady(slot.child, plan.prepare, { ...readyOptions(plan), signal });
      if (!signal.aborted) say(`${plan.child.name} runs again.`);
    } catch (error) {
      if (!stopping.signal.aborted) say(describeFailure(error));
      slot.child.signal('SIGKILL');
    }
  }

  /** @param {Child} child */
  function explainDeath(child) {
    const tail = readLogTail(child);
    if (isDiskFull(tail))
      say('The disk is full. Make room: what was confirmed to anybody is safely on disk.');
    else say(`Its log is ${child.logFile}`);
  }

  async function stop() {
    stopping.abort();
    for (const name of stopOrder) await stopSlot(name);
    await record.remove();
  }

  /** @param {string} name */
  async function stopSlot(name) {
    const slot = slots.get(name);
    if (!slot) return;
    await stopChild(slot.child);
    await slot.watch;
    await stopChild(slot.child);
    await record.forget(name);
  }

  /** @param {SupervisedPlan} plan */
  function refuseWhenStopping(plan) {
    if (!stopping.signal.aborted) return;
    throw new ChildNotReadyError(plan.child.name, 'was asked to stop', '');
  }

  function forceStop() {
    stopping.abort();
    for (const { child } of slots.values()) child.signal('SIGKILL');
  }

  return { start, stop, forceStop };
}

/** @param {SupervisedPlan} plan */
function readyOptions(plan) {
  return { timeoutMs: plan.readyTimeoutMs ?? 60_000 };
}
