import type { EventWait, Wait } from '../state/instance-state.js';
import { forgetCondition, watchCondition } from '../state/watched-conditions.js';
import type { StepMachine } from '../step-machine.js';
import { conditionOf, incidentOf } from './condition-waits.js';
import { resolveIncident } from './incidents.js';

type WaitOf<Type extends Wait['type']> = Extract<Wait, { type: Type }>;

interface WaitKind<Type extends Wait['type']> {
  /** Asks the world for it. Left out where the element itself asks. */
  opened?(machine: StepMachine, waitId: string, wait: WaitOf<Type>): void;
  /** Tells the world that nobody waits any more. */
  closed(machine: StepMachine, waitId: string, wait: WaitOf<Type>): void;
}

const timer: WaitKind<'timer'> = {
  opened(machine, timerId, wait) {
    machine.emit({ type: 'startTimer', timerId, dueAt: wait.dueAt });
    const of = ofEvent(machine, wait);
    machine.record({ type: 'timerStarted', timerId, dueAt: wait.dueAt, ...of });
  },
  closed(machine, timerId, wait) {
    machine.emit({ type: 'cancelTimer', timerId });
    machine.record({ type: 'timerCanceled', timerId, ...ofEvent(machine, wait) });
  },
};

const clockTimer: WaitKind<'clockTimer'> = {
  opened(machine, timerId, wait) {
    machine.emit({ type: 'startTimer', timerId, dueAt: wait.dueAt });
  },
  closed(machine, timerId) {
    machine.emit({ type: 'cancelTimer', timerId });
  },
};

const subscription: WaitKind<'subscription'> = {
  opened(machine, subscriptionId, wait) {
    const { kind, name, correlationKey } = wait;
    const key = correlationKey === undefined ? {} : { correlationKey };
    machine.emit({ type: 'subscribe', subscriptionId, kind, name, ...key });
    const of = ofEvent(machine, wait);
    machine.record({ type: 'subscriptionOpened', subscriptionId, kind, name, ...key, ...of });
  },
  closed(machine, subscriptionId, wait) {
    machine.emit({ type: 'unsubscribe', subscriptionId });
    machine.record({ type: 'subscriptionClosed', subscriptionId, ...ofEvent(machine, wait) });
  },
};

const condition: WaitKind<'condition'> = {
  opened(machine, conditionId, wait) {
    const { dependsOn } = conditionOf(machine.elementAt(wait.event), wait.definition);
    watchCondition(machine.state, conditionId, dependsOn);
    machine.dueConditions.add(conditionId);
    machine.record({ type: 'conditionOpened', conditionId, ...ofEvent(machine, wait) });
  },
  closed(machine, conditionId, wait) {
    const { dependsOn } = conditionOf(machine.elementAt(wait.event), wait.definition);
    forgetCondition(machine.state, conditionId, dependsOn);
    const owner = machine.findInstance(wait.owner);
    const incident = owner === undefined ? undefined : incidentOf(machine, conditionId, owner);
    if (incident !== undefined) resolveIncident(machine, incident);
    machine.record({ type: 'conditionClosed', conditionId, ...ofEvent(machine, wait) });
  },
};

const task: WaitKind<'task'> = {
  closed(machine, taskId, wait) {
    machine.emit({ type: 'closeTask', taskId });
    machine.record({ type: 'taskCanceled', taskId, ...ofOwner(machine, wait) });
  },
};

const job: WaitKind<'job'> = {
  closed(machine, jobId, wait) {
    const external = wait.isExternal === true ? { isExternal: wait.isExternal } : {};
    machine.emit({ type: 'cancelJob', jobId, ...external });
    machine.record({ type: 'jobCanceled', jobId, ...ofOwner(machine, wait) });
  },
};

/** What is evaluated is of no use to anybody else. */
const decision: WaitKind<'decision'> = { closed: () => undefined };

const child: WaitKind<'child'> = {
  closed(machine, childId, wait) {
    machine.emit({ type: 'cancelChild', childId });
    const outcome = 'canceled';
    machine.record({ type: 'childEnded', childId, outcome, ...ofOwner(machine, wait) });
  },
};

const waitKinds: { readonly [Type in Wait['type']]: WaitKind<Type> } = {
  timer,
  clockTimer,
  subscription,
  condition,
  task,
  job,
  decision,
  child,
};

export function tellOpened(machine: StepMachine, waitId: string, wait: Wait): void {
  kindOf(wait).opened?.(machine, waitId, wait);
}

export function tellClosed(machine: StepMachine, waitId: string, wait: Wait): void {
  kindOf(wait).closed(machine, waitId, wait);
}

function kindOf<Type extends Wait['type']>(wait: WaitOf<Type>): WaitKind<Type> {
  return waitKinds[wait.type];
}

/** The event element of a wait, and the instance that waits. */
export function ofEvent(
  machine: StepMachine,
  wait: EventWait,
): { elementId: string; elementInstanceId: string } {
  return {
    elementId: machine.elementAt(wait.event).id,
    elementInstanceId: `${machine.state.instanceId}:${wait.owner}`,
  };
}

export function ofOwner(
  machine: StepMachine,
  wait: Wait,
): { elementId: string; elementInstanceId: string } {
  const owner = machine.findInstance(wait.owner);
  return {
    elementId: owner === undefined ? '' : machine.elementOf(owner).id,
    elementInstanceId: `${machine.state.instanceId}:${wait.owner}`,
  };
}
