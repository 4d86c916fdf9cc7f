import type {
  CancelChild,
  EndInstance,
  EscalateToParent,
  ResumeChild,
  StartChild,
  SuspendChild,
} from '../../protocol/commands.js';
import type { Variables } from '../../protocol/json.js';
import type { InMemoryData } from '../driver-data.js';
import { findProgram, isOpen } from '../driver-host.js';
import { openInstance } from '../open-instance.js';
import { offerToStarts } from './messages.js';
import type { Performer } from './performer.js';

/** The id of a called instance follows from its caller's. */
function calledInstanceId(childId: string): string {
  return childId.replace(':', '-c');
}

export const startChild: Performer<StartChild> = (command, host, { instanceId, state }) => {
  const { childId, processId, versionTag, callDepth, caughtErrors } = command;
  const program = findProgram(host, processId, versionTag);
  if (program === undefined) {
    const message = `Expected a deployed process but there is no '${processId}'`;
    const outcome = { type: 'failed', message } as const;
    const input = { type: 'childEnded', childId, outcome, variables: {} } as const;
    host.data.queue.push({ instanceId, input });
    return;
  }
  const called = openInstance(host, program, calledInstanceId(childId), { instanceId, childId });
  const businessKey = command.businessKey ?? state.businessKey;
  host.data.queue.push({
    instanceId: called.instanceId,
    input: {
      type: 'instanceStarted',
      instanceId: called.instanceId,
      variables: command.variables,
      zone: state.zone,
      actor: { type: 'system', id: instanceId },
      callDepth,
      ...(caughtErrors !== undefined && { caughtErrors }),
      ...(businessKey !== undefined && { businessKey }),
    },
  });
};

export const cancelChild: Performer<CancelChild> = ({ childId }, { data }, instance) => {
  const called = data.instances[calledInstanceId(childId)];
  if (called === undefined || !isOpen(called)) return;
  const actor = { type: 'system', id: instance.instanceId } as const;
  const reason = 'The calling instance no longer needs it';
  const input = { type: 'instanceCancelRequested', reason, actor } as const;
  data.queue.push({ instanceId: called.instanceId, input });
};

export const suspendChild: Performer<SuspendChild> = ({ childId }, { data }, caller) => {
  tellSuspension(data, childId, 'instanceSuspended', caller.instanceId);
};

export const resumeChild: Performer<ResumeChild> = ({ childId }, { data }, caller) => {
  tellSuspension(data, childId, 'instanceResumed', caller.instanceId);
};

function tellSuspension(
  data: InMemoryData,
  childId: string,
  type: 'instanceSuspended' | 'instanceResumed',
  callerId: string,
): void {
  const called = data.instances[calledInstanceId(childId)];
  if (called === undefined || !isOpen(called)) return;
  const actor = { type: 'system', id: callerId } as const;
  data.queue.push({ instanceId: called.instanceId, input: { type, actor } });
}

export const escalateToParent: Performer<EscalateToParent> = (command, { data }, instance) => {
  if (instance.parent === undefined) return;
  const { instanceId, childId } = instance.parent;
  const { escalationCode, variables } = command;
  const input = { type: 'childEscalated', childId, escalationCode, variables } as const;
  data.queue.push({ instanceId, input });
};

export const endInstance: Performer<EndInstance> = ({ outcome, variables }, host, instance) => {
  instance.outcome = outcome;
  instance.variables = variables;
  if (instance.startKey !== undefined) offerToStarts(host);
  if (instance.parent === undefined) return;
  const { instanceId, childId } = instance.parent;
  const told = outcome.type === 'canceled' ? { type: outcome.type } : outcome;
  const result: Variables = variables;
  const input = { type: 'childEnded', childId, outcome: told, variables: result } as const;
  host.data.queue.push({ instanceId, input });
};
