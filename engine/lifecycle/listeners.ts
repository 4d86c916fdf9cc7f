import type { JobAttributes } from '../elements/tasks/service-task.js';
import { askWorker } from '../elements/tasks/service-task.js';
import { type Failure, type Result, succeed } from '../failure.js';
import type { ProgramElement, ProgramListener, ProgramMapping } from '../model/program.js';
import type { Variables } from '../protocol/json.js';
import type { ElementInstance } from '../state/instance-state.js';
import { collectVisible, defineVariable, isEmpty } from '../state/variables.js';
import type { StepMachine } from '../step-machine.js';
import { evaluateMappings } from './data-mapping.js';

/** The element waits for a listener. */
export const listening = 'listening';

/**
 * Has listeners run one after the other, from the one that is at work; the phase of the instance says which. Gives
 * nothing when all are done. A failure holds the instance; a retry goes on with the listener that failed.
 */
export function hearListeners(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
  listeners: readonly ProgramListener[],
): Failure | typeof listening | undefined {
  let { position, answer } = instance.listening ?? { position: 0 };
  for (const listener of listeners.slice(position)) {
    instance.listening = { position, ...(answer === undefined ? {} : { answer }) };
    const failure =
      answer === undefined
        ? ask(machine, instance, element, listener)
        : takeAnswer(machine, instance, listener, answer);
    if (failure !== undefined) return failure;
    if (answer === undefined) return listening;
    answer = undefined;
    position += 1;
  }
  delete instance.listening;
  return undefined;
}

/** The worker has answered; whoever moves the instance goes on with it. */
export function keepAnswer(instance: ElementInstance, answer: Variables): void {
  instance.listening = { position: instance.listening?.position ?? 0, answer };
}

function ask(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
  { event, job, inputs }: ProgramListener,
): Failure | undefined {
  const variables =
    inputs.length === 0
      ? succeed(collectVisible(machine.state, instance))
      : evaluateMappings(machine, inputs, instance);
  if (!variables.ok) return variables.failure;
  const attributes = job as unknown as JobAttributes;
  const request = { attributes, variables: variables.value, listener: event };
  return askWorker(machine, instance, element, request);
}

function takeAnswer(
  machine: StepMachine,
  instance: ElementInstance,
  { outputs }: ProgramListener,
  answer: Variables,
): Failure | undefined {
  const kept = outputs.length === 0 ? succeed(answer) : choose(machine, instance, outputs, answer);
  if (!kept.ok) return kept.failure;
  if (!isEmpty(kept.value)) machine.setVariables(instance, kept.value);
  return undefined;
}

/** Outputs see the answer, and behind it all that the element sees. */
function choose(
  machine: StepMachine,
  instance: ElementInstance,
  outputs: readonly ProgramMapping[],
  answer: Variables,
): Result<Variables> {
  const kept: Variables = {};
  for (const { target, source } of outputs) {
    const value =
      source.type === 'constant'
        ? succeed(source.value)
        : machine.evaluate(source.expression, instance, answer);
    if (!value.ok) return value;
    defineVariable(kept, target, value.value);
  }
  return succeed(kept);
}
