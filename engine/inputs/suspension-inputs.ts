import type { InputRefusal, InstanceResumed, InstanceSuspended } from '../protocol/inputs.js';
import { allConditions } from '../state/watched-conditions.js';
import type { StepMachine } from '../step-machine.js';

export function instanceSuspended(
  machine: StepMachine,
  { reason, actor }: InstanceSuspended,
): undefined {
  machine.state.deferred = [];
  machine.record({
    type: 'instanceSuspended',
    ...(reason === undefined ? {} : { reason }),
    actor,
  });
  for (const childId of childrenOf(machine)) machine.emit({ type: 'suspendChild', childId });
}

/** What was deferred is applied by whoever steps, each as an input of its own. */
export function instanceResumed(
  machine: StepMachine,
  { reason, actor }: InstanceResumed,
): InputRefusal | undefined {
  const { state } = machine;
  if (state.deferred === undefined) {
    const { instanceId } = state;
    const message = `Expected a suspended instance but '${instanceId}' is none`;
    return { code: 'instanceNotSuspended', message, params: { instanceId } };
  }
  delete state.deferred;
  machine.record({ type: 'instanceResumed', ...(reason === undefined ? {} : { reason }), actor });
  for (const childId of childrenOf(machine)) machine.emit({ type: 'resumeChild', childId });
  // Variables may have been set meanwhile.
  for (const waitId of allConditions(state)) machine.dueConditions.add(waitId);
  return undefined;
}

function childrenOf({ state }: StepMachine): string[] {
  return Object.entries(state.waits).flatMap(([waitId, { type }]) =>
    type === 'child' ? [waitId] : [],
  );
}
