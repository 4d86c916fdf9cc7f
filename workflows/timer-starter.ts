import { condition, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import {
  planNextStart,
  planStartTimer,
  type StartTimerDefinition,
  type StartTimerPlan,
} from '../engine/index.js';
import { ports } from './port-activities.js';
import {
  changeTimerSignal,
  timerPlanQuery,
  type TimerChange,
  type TimerOrder,
  type TimerStarterStart,
} from './timer-starter-messages.js';

const defaultHistoryEvents = 2_000;

interface Starter {
  readonly start: TimerStarterStart;
  order: TimerOrder;
  plan: StartTimerPlan | undefined;
  /** The newest version that was told and is not served yet. */
  change: TimerChange | undefined;
  /** Something has happened in this run. */
  hasServed: boolean;
}

/**
 * Starts instances of one process whenever a timer start is due, through all versions of it: a newer version takes
 * over between two firings. It stays when nothing is due any more, so that the same timer in a newer version does
 * not begin anew, and ends when a version has no such timer.
 */
export async function $timerStarter(start: TimerStarterStart): Promise<void> {
  const { order } = start;
  const plan = start.plan === undefined ? planAnew(order) : (start.plan ?? undefined);
  const starter: Starter = { start, order, plan, change: undefined, hasServed: false };
  setHandler(changeTimerSignal, (change) => {
    const known = starter.change?.version ?? starter.order.version;
    if (change.version > known) starter.change = change;
  });
  setHandler(timerPlanQuery, () => ({
    version: starter.order.version,
    dueAt: starter.plan?.dueAt,
  }));
  let isServed = true;
  while (isServed) isServed = await serve(starter);
}

/** One firing, one change of version, or one wait; false, when there is nothing left to serve. */
async function serve(starter: Starter): Promise<boolean> {
  const { change, plan } = starter;
  if (change !== undefined && (plan === undefined || plan.dueAt >= change.deployedAt)) {
    if (change.order === null) return false;
    takeOver(starter, change.order);
    return true;
  }
  if (plan === undefined) {
    await continueIfUsedUp(starter);
    await condition(() => starter.change !== undefined);
    return true;
  }
  if (plan.dueAt <= Date.now()) return fire(starter, plan);
  await continueIfUsedUp(starter);
  const known = change;
  await condition(() => starter.change !== known, Math.max(1, plan.dueAt - Date.now()));
  return true;
}

async function fire(starter: Starter, plan: StartTimerPlan): Promise<boolean> {
  const { organisationId, starterId } = starter.start;
  const { processDefinitionKey, elementId, definition, version, zone } = starter.order;
  const { dueAt } = plan;
  starter.hasServed = true;
  const of = { organisationId, starterId, processDefinitionKey, elementId, version };
  const several = definition === undefined ? {} : { definition };
  const answer = await ports.startByTimer({ ...of, ...several, dueAt });
  if (answer === 'retired') return false;
  // A newer version serves this instant: it will say so.
  if (answer === 'moved') await condition(() => starter.change !== undefined);
  else starter.plan = planNextStart(plan, zone);
  return true;
}

/** A timer that is the same in the newer version goes on where it stands; another one begins at its deployment. */
function takeOver(starter: Starter, order: TimerOrder): void {
  if (!isSameTimer(starter.order, order)) starter.plan = planAnew(order);
  starter.order = order;
  starter.hasServed = true;
  starter.change = undefined;
}

function planAnew({ timer, deployedAt, zone }: TimerOrder): StartTimerPlan | undefined {
  const planned = planStartTimer(timer, { at: deployedAt, zone });
  return planned.ok ? planned.value : undefined;
}

function isSameTimer(one: TimerOrder, other: TimerOrder): boolean {
  return textOf(one.timer) === textOf(other.timer) && one.zone === other.zone;
}

function textOf({ kind, value, zone }: StartTimerDefinition): string {
  const parts = [value, ...(zone === undefined ? [] : [zone])].map((each) =>
    each.type === 'constant' ? each.value : `=${each.expression.text}`,
  );
  return JSON.stringify([kind, ...parts]);
}

async function continueIfUsedUp(starter: Starter): Promise<void> {
  const { start, order, plan, hasServed } = starter;
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  const limit = start.historyEvents ?? defaultHistoryEvents;
  if (!hasServed || (historyLength < limit && !continueAsNewSuggested)) return;
  await continueAsNew<typeof $timerStarter>({ ...start, order, plan: plan ?? null });
}
