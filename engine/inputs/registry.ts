import type { Input, InputRefusal, InputType } from '../protocol/inputs.js';
import type { StepMachine } from '../step-machine.js';
import { adHocActivitiesStarted, adHocCompleted } from './ad-hoc-inputs.js';
import { childEnded, childEscalated } from './child-inputs.js';
import { decisionEvaluated, decisionFailed } from './decision-inputs.js';
import { deadlinesDerived } from './deadlines-derived.js';
import { incidentRetried } from './incident-retried.js';
import { instanceCancelRequested } from './instance-cancel-requested.js';
import { instanceStarted } from './instance-started.js';
import { jobCompleted, jobErrorThrown, jobFailed } from './job-inputs.js';
import { messageReceived } from './message-received.js';
import { signalReceived } from './signal-received.js';
import { instanceResumed, instanceSuspended } from './suspension-inputs.js';
import { taskCompleted } from './task-completed.js';
import { termsPublished } from './terms-published.js';
import { timerFired } from './timer-fired.js';
import { variablesSet } from './variables-set.js';

type InputOf<Type extends InputType> = Extract<Input, { type: Type }>;

/**
 * Takes one input in. A refusal must come before any effect. What comes late from a part of the system
 * (an answer to a canceled job, a timer just canceled) is no mistake: it is dropped without a refusal.
 */
type InputHandler<Type extends InputType> = (
  machine: StepMachine,
  input: InputOf<Type>,
) => InputRefusal | undefined;

const inputHandlers: { readonly [Type in InputType]: InputHandler<Type> } = {
  instanceStarted,
  taskCompleted,
  jobCompleted,
  jobFailed,
  jobErrorThrown,
  decisionEvaluated,
  decisionFailed,
  timerFired,
  messageReceived,
  signalReceived,
  childEnded,
  childEscalated,
  deadlinesDerived,
  termsPublished,
  incidentRetried,
  instanceCancelRequested,
  instanceSuspended,
  instanceResumed,
  variablesSet,
  adHocActivitiesStarted,
  adHocCompleted,
};

export function handleInput(machine: StepMachine, input: Input): InputRefusal | undefined {
  // The table maps each type to its own handler; indexing by a union forgets that.
  const handler = inputHandlers[input.type] as InputHandler<InputType>;
  return handler(machine, input);
}
