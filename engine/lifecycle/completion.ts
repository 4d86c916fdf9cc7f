import { leaveClocks, releaseClocks } from '../clocks/clock-host.js';
import type { AfterLeaving } from '../element-behavior.js';
import { elementBehaviors } from '../elements/registry.js';
import { UnexpectedStateError } from '../errors.js';
import { type Failure, type Result, succeed } from '../failure.js';
import type { ElementData, ProgramElement, ProgramListeners } from '../model/program.js';
import type { Variables } from '../protocol/json.js';
import { noInstance, removeInstance } from '../state/instance-tree.js';
import type { ElementInstance } from '../state/instance-state.js';
import { isEmpty } from '../state/variables.js';
import type { StepMachine } from '../step-machine.js';
import { leaveCanceled } from './cancellation.js';
import { endPart, isRestored, rememberCompleted } from './compensation.js';
import { giveOutputs, withResults } from './data-mapping.js';
import { chooseFlows } from './flow-choice.js';
import { resolveIncidents } from './incidents.js';
import { hearListeners, listening } from './listeners.js';
import { endProcess } from './process-end.js';
import { disturb } from './settling.js';
import { closeInside, terminateInstance } from './termination.js';
import { closeWaits } from './waits.js';

/** The element is done: its result is taken in, outputs are mapped, tokens leave. */
export function completeInstance(
  machine: StepMachine,
  instance: ElementInstance,
  variables: Variables | undefined,
): void {
  if (instance.phase !== 'active') {
    const { id } = machine.elementOf(instance);
    throw new UnexpectedStateError(`Expected '${id}' to be active but it is ${instance.phase}`);
  }
  if (isRestored(instance)) return leaveRestored(machine, instance);
  takeIn(machine, instance, variables);
  const element = machine.elementOf(instance);
  if (element.listeners?.closing !== undefined) {
    endWork(machine, instance, element);
    instance.phase = 'closing';
  } else instance.phase = 'completing';
  finish(machine, instance);
}

/** A restored scope has done what it was restored for. */
function leaveRestored(machine: StepMachine, instance: ElementInstance): void {
  const scope = machine.scopeOf(instance);
  const { id } = machine.elementOf(instance);
  const elementInstanceId = machine.idOf(instance);
  machine.record({ type: 'elementCompleted', elementId: id, elementInstanceId });
  removeInstance(machine.state, instance);
  if (instance.compensating !== undefined) endPart(machine, instance.compensating);
  scope.tokens -= 1;
  endIfEmpty(machine, scope);
}

const nothing: Variables = {};

function takeIn(
  machine: StepMachine,
  instance: ElementInstance,
  variables: Variables = nothing,
): void {
  const { outputs, data } = machine.elementOf(instance);
  const isResultKept = data !== undefined && data.results.length > 0;
  if (isResultKept) machine.setLocal(instance, withResults(instance, data.results, variables));
  else if (isEmpty(variables)) return;
  else if (outputs.length > 0) machine.setLocal(instance, variables);
  else machine.setVariables(instance, variables);
}

/** Goes on with a completion from where it is; a retry comes here too. */
export function finish(machine: StepMachine, instance: ElementInstance): void {
  const element = machine.elementOf(instance);
  const obstacle = wrapUp(machine, instance, element);
  if (obstacle === listening) return;
  if (obstacle !== undefined) return stay(machine, instance, element, obstacle);
  const flows = flowsOf(machine, instance, element);
  if (!flows.ok) return stay(machine, instance, element, flows.failure);
  const after = announce(machine, instance);
  if (!after.ok) return stay(machine, instance, element, after.failure);
  leave(machine, instance, element, flows.value, after.value);
}

/** What comes between the work and the way on: outputs, with listeners before and after. */
function wrapUp(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | typeof listening | undefined {
  const { closing = [], ending } = element.listeners ?? noListeners;
  if (instance.phase === 'closing') {
    const obstacle = hearListeners(machine, instance, element, closing);
    if (obstacle !== undefined) return obstacle;
    instance.phase = 'completing';
  }
  if (instance.phase === 'completing') {
    const hasOutputs = element.outputs.length > 0 || element.data !== undefined;
    const failure = hasOutputs ? giveOutputs(machine, instance, element) : undefined;
    if (failure !== undefined) return failure;
    if (ending !== undefined && closing.length === 0) endWork(machine, instance, element);
    instance.phase = ending === undefined ? 'leaving' : 'ending';
  }
  if (instance.phase !== 'ending') return undefined;
  const obstacle = hearListeners(machine, instance, element, ending ?? []);
  if (obstacle === undefined) instance.phase = 'leaving';
  return obstacle;
}

const noListeners: ProgramListeners = {};

/** The work is done, listeners are not: no event interrupts it any more, and its clocks stop. */
function endWork(machine: StepMachine, instance: ElementInstance, element: ProgramElement): void {
  if (holdsEventSubProcess(machine, element)) instance.isInterrupted = true;
  closeWaits(machine, instance);
  leaveClocks(machine, instance, element);
}

function hasEndedWork({ listeners }: ProgramElement): boolean {
  return listeners?.closing !== undefined || listeners?.ending !== undefined;
}

const nothingAfter = succeed<AfterLeaving | undefined>(undefined);

/** The scope around it may have something to say about it. */
function announce(
  machine: StepMachine,
  instance: ElementInstance,
): Result<AfterLeaving | undefined> {
  const scope = machine.findInstance(instance.scope);
  // What compensates is no part of what the scope does.
  if (scope === undefined || instance.compensating !== undefined) return nothingAfter;
  if (isRestored(scope) || scope.isCanceled === true) return nothingAfter;
  const element = machine.elementOf(scope);
  const behavior = elementBehaviors[element.type];
  if (behavior.innerCompleting === undefined) return nothingAfter;
  return behavior.innerCompleting(machine, scope, element, instance);
}

/** It has done what it is for but cannot leave. A scope's content has ended: nothing in it begins again. */
function stay(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
  failure: Failure,
): void {
  if (holdsEventSubProcess(machine, element)) closeInside(machine, instance);
  machine.raiseIncident(instance, failure);
}

function holdsEventSubProcess(machine: StepMachine, element: ProgramElement): boolean {
  const { innerHandlers, armedEvents } = element;
  return (
    innerHandlers.length > 0 || armedEvents.some((index) => machine.elementAt(index).attachedTo < 0)
  );
}

const noFlows = succeed<readonly number[]>([]);

function flowsOf(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): Result<readonly number[]> {
  if (element.outgoing.length === 0) return noFlows;
  const behavior = elementBehaviors[element.type];
  if (behavior.chooseFlows !== undefined) return behavior.chooseFlows(machine, instance, element);
  return chooseFlows(machine, instance, element);
}

function leave(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
  flows: readonly number[],
  after: AfterLeaving | undefined,
): void {
  if (!hasEndedWork(element)) leaveClocks(machine, instance, element);
  closeWaits(machine, instance);
  resolveIncidents(machine, instance);
  if (instance.scope === noInstance) return endProcess(machine, instance);
  const scope = machine.scopeOf(instance);
  machine.record({
    type: 'elementCompleted',
    elementId: element.id,
    elementInstanceId: machine.idOf(instance),
  });
  removeInstance(machine.state, instance);
  if (element.compensation !== undefined) rememberCompleted(machine, instance, element, scope);
  const carried = elementBehaviors[element.type].carry?.(machine, instance, element);
  const { completionQuantity = 1 } = element;
  for (const flow of flows) {
    for (let sent = 0; sent < completionQuantity; sent += 1)
      takeFlow(machine, flow, scope, carried);
  }
  releaseClocks(machine, element, scope);
  if (instance.compensating !== undefined) endPart(machine, instance.compensating);
  scope.tokens -= 1;
  if (instance.compensating === undefined) tellCompleted(machine, scope, element);
  after?.();
  if (after === undefined || machine.isAlive(scope)) endIfEmpty(machine, scope);
}

/** Puts a token on a flow; `data` is for the instance that it begins. */
export function takeFlow(
  machine: StepMachine,
  flow: number,
  scope: ElementInstance,
  data: ElementData | undefined,
): void {
  scope.tokens += 1;
  machine.record({ type: 'flowTaken', flowId: machine.program.flows[flow]?.id ?? '' });
  machine.queue.pushFlow(flow, scope.key, data);
}

/** Ends an instance in whose place nothing comes. */
export function abandonInstance(machine: StepMachine, instance: ElementInstance): void {
  const scope = machine.scopeOf(instance);
  terminateInstance(machine, instance);
  endIfEmpty(machine, scope);
}

function tellCompleted(
  machine: StepMachine,
  scope: ElementInstance,
  completed: ProgramElement,
): void {
  if (scope.phase !== 'active' || isRestored(scope) || scope.isCanceled === true) return;
  const element = machine.elementOf(scope);
  elementBehaviors[element.type].innerCompleted?.(machine, scope, element, completed);
}

/** The scope hears when its last token is gone. */
export function endIfEmpty(machine: StepMachine, scope: ElementInstance): void {
  disturb(machine, scope);
  if (scope.tokens > 0 || scope.phase !== 'active') return;
  if (isRestored(scope)) return machine.complete(scope);
  if (scope.isCanceled === true) return leaveCanceled(machine, scope);
  const element = machine.elementOf(scope);
  elementBehaviors[element.type].innerEnded?.(machine, scope, element);
}
