import type { Failure } from '../failure.js';
import { isCaughtAbove } from '../lifecycle/caught-errors.js';
import { keepAnswer } from '../lifecycle/listeners.js';
import { ofOwner } from '../lifecycle/wait-kinds.js';
import { endWait } from '../lifecycle/waits.js';
import type { JobCompleted, JobErrorThrown, JobFailed } from '../protocol/inputs.js';
import type { ElementInstance, Wait } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { goOn, resume } from './resume.js';

export function jobCompleted(machine: StepMachine, input: JobCompleted): undefined {
  const ended = endJob(machine, input.jobId);
  if (ended === undefined) return;
  const { wait, instance } = ended;
  machine.record({ type: 'jobCompleted', jobId: input.jobId, ...ofOwner(machine, wait) });
  if (wait.isListener === true) {
    keepAnswer(instance, input.variables);
    goOn(machine, instance);
  } else resume(machine, instance, input.variables);
}

export function jobFailed(machine: StepMachine, input: JobFailed): undefined {
  const { jobId, message } = input;
  const ended = endJob(machine, jobId);
  if (ended === undefined) return;
  machine.record({ type: 'jobFailed', jobId, message, ...ofOwner(machine, ended.wait) });
  stop(machine, ended, { code: 'jobFailed', message, details: { jobId } });
}

export function jobErrorThrown(machine: StepMachine, input: JobErrorThrown): undefined {
  const { jobId, errorCode, message, variables } = input;
  const ended = endJob(machine, jobId);
  if (ended === undefined) return;
  const { instance } = ended;
  const error = { errorCode, message, variables };
  if (machine.throwError(instance, error)) return;
  if (isCaughtAbove(machine, errorCode)) {
    machine.failProcess(error);
    return;
  }
  const text = `Expected an event that catches error '${errorCode}' but found none: ${message}`;
  stop(machine, ended, { code: 'unhandledError', message: text, details: { jobId } });
}

/** A listener is tried again where it stands, in whatever phase its element is. */
function stop(machine: StepMachine, { wait, instance }: EndedJob, failure: Failure): void {
  if (wait.isListener === true) machine.raiseIncident(instance, failure);
  else stopForRetry(machine, instance, failure);
}

/** A retry activates the element again. */
export function stopForRetry(
  machine: StepMachine,
  instance: ElementInstance,
  failure: Failure,
): void {
  instance.phase = 'activating';
  machine.raiseIncident(instance, failure);
}

interface EndedJob {
  readonly wait: Extract<Wait, { type: 'job' }>;
  readonly instance: ElementInstance;
}

function endJob(machine: StepMachine, jobId: string): EndedJob | undefined {
  const wait = machine.state.waits[jobId];
  const instance = wait === undefined ? undefined : machine.findInstance(wait.owner);
  if (wait?.type !== 'job' || instance === undefined) return undefined;
  endWait(machine, jobId, wait);
  return { wait, instance };
}
