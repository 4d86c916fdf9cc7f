import { advance } from './advance-clock.js';
import { completeAdHoc, startActivities } from './ad-hoc-stimuli.js';
import { completeJob, failJob, throwError } from './job-stimuli.js';
import {
  cancel,
  completeTask,
  resume,
  retry,
  setVariables,
  start,
  suspend,
} from './instance-stimuli.js';
import { message, signal } from './message-stimuli.js';
import type { ScriptStep, StepOf } from './script.js';
import type { Session } from './session.js';
import type { Refusal, Stimulus } from './stimulus.js';

const stimuli: { readonly [Do in ScriptStep['do']]: Stimulus<StepOf<Do>> } = {
  completeTask,
  completeJob,
  failJob,
  throwError,
  message,
  signal,
  advance,
  retry,
  setVariables,
  startActivities,
  completeAdHoc,
  suspend,
  resume,
  cancel,
  start,
};

/** Lets one step of a script happen; gives the refusal if it met nothing or was refused. */
export function performStep(
  session: Session,
  step: ScriptStep,
  index: number,
): Refusal | undefined {
  // The table maps each verb to its own stimulus; indexing by a union forgets that.
  const stimulus = stimuli[step.do] as Stimulus<ScriptStep>;
  return stimulus(session, step, index);
}
