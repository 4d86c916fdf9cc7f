import { enterClocks } from '../clocks/clock-host.js';
import { elementBehaviors } from '../elements/registry.js';
import type { Failure } from '../failure.js';
import type { ElementData, ProgramElement } from '../model/program.js';
import type { TraceRecord } from '../protocol/trace.js';
import { addInstance, noInstance } from '../state/instance-tree.js';
import type { ElementInstance, QueuedToken } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { type starving, takeInputs } from './data-mapping.js';
import { hearListeners, type listening } from './listeners.js';
import { disturb } from './settling.js';
import { armEvents } from './waits.js';

/** What an instance is begun with. */
export interface Origin {
  readonly data?: ElementData | undefined;
  /** Key of the activation that it compensates. */
  readonly compensated?: string | undefined;
  /** Which one it is of those that a loop repeats. */
  readonly loopCounter?: number | undefined;
}

const nothing: Origin = {};

/** Creates the instance of an element inside a scope and tells that it is there. */
export function createInside(
  machine: StepMachine,
  element: number,
  scope: ElementInstance,
  { data, compensated, loopCounter }: Origin = nothing,
): ElementInstance {
  const instance = addInstance(machine.state, element, scope);
  if (data !== undefined) instance.data = data;
  scope.tokens += 1;
  const { id, type } = machine.elementAt(element);
  const elementInstanceId = machine.idOf(instance);
  const record: TraceRecord =
    scope.scope === noInstance
      ? { type: 'elementActivated', elementId: id, elementInstanceId }
      : {
          type: 'elementActivated',
          elementId: id,
          elementInstanceId,
          scopeInstanceId: machine.idOf(scope),
        };
  if (compensated !== undefined) {
    const compensates = `${machine.state.instanceId}:${compensated}`;
    const isLoop = elementBehaviors[type].isLoop === true;
    machine.record({ ...record, compensates, ...(isLoop ? { isLoop } : {}) });
  } else if (loopCounter !== undefined) {
    instance.loopCounter = loopCounter;
    machine.record({ ...record, loopCounter });
  } else if (elementBehaviors[type].isLoop === true) machine.record({ ...record, isLoop: true });
  else machine.record(record);
  return instance;
}

export function beginElement(
  machine: StepMachine,
  element: number,
  scope: ElementInstance,
  origin?: Origin,
): ElementInstance {
  const instance = createInside(machine, element, scope, origin);
  machine.queue.pushInstance(instance.key);
  return instance;
}

/** A token reaches the end of a flow. */
export function arrive(
  machine: StepMachine,
  { flow, data }: QueuedToken,
  scope: ElementInstance,
): void {
  const element = machine.elementAt(targetOf(machine, flow));
  const behavior = elementBehaviors[element.type];
  scope.tokens -= 1;
  if (behavior.arrive !== undefined) behavior.arrive(machine, scope, element, flow);
  else if (element.startQuantity !== undefined)
    gather(machine, scope, element, flow, element.startQuantity);
  else if (isAdmitted(machine, scope, element, flow, data))
    advance(
      machine,
      createInside(machine, element.index, scope, data === undefined ? nothing : { data }),
    );
  else disturb(machine, scope);
}

function isAdmitted(
  machine: StepMachine,
  scope: ElementInstance,
  element: ProgramElement,
  flow: number,
  data?: ElementData,
): boolean {
  const around = machine.elementOf(scope);
  const behavior = elementBehaviors[around.type];
  return behavior.admit?.(machine, scope, around, element, flow, data) ?? true;
}

/** Tokens wait at an activity, whatever flow they came over, until there are as many as it needs. */
function gather(
  machine: StepMachine,
  scope: ElementInstance,
  element: ProgramElement,
  flow: number,
  quantity: number,
): void {
  machine.park(scope, flow);
  const waiting = element.incoming.flatMap((incoming) =>
    Array.from({ length: countGathered(machine, scope, incoming) }, () => incoming),
  );
  if (waiting.length < quantity) return;
  machine.consume(scope, waiting);
  if (isAdmitted(machine, scope, element, flow)) beginElement(machine, element.index, scope);
}

/** Without those that were enough already, and that the scope lets wait for their turn. */
function countGathered(machine: StepMachine, scope: ElementInstance, flow: number): number {
  const around = elementBehaviors[machine.elementOf(scope).type];
  return machine.countParked(scope, flow) - (around.countHeldBack?.(scope, flow) ?? 0);
}

/** Whether tokens are taken at the element in another way than each by itself. */
export function takesTokens(element: ProgramElement): boolean {
  return element.startQuantity !== undefined || elementBehaviors[element.type].arrive !== undefined;
}

export function targetOf(machine: StepMachine, flow: number): number {
  return machine.program.flows[flow]?.target ?? -1;
}

/** Takes an instance from the phase it is in up to its own activity, or to an incident. */
export function advance(machine: StepMachine, instance: ElementInstance): void {
  const element = machine.elementOf(instance);
  const obstacle = prepare(machine, instance, element) ?? activate(machine, instance, element);
  if (typeof obstacle === 'object') machine.raiseIncident(instance, obstacle);
}

function prepare(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | typeof starving | typeof listening | undefined {
  const starting = element.listeners?.starting;
  if (instance.phase === 'entering') {
    const hasInputs = element.inputs.length > 0 || element.data !== undefined;
    const obstacle = hasInputs ? takeInputs(machine, instance, element) : undefined;
    if (obstacle !== undefined) return obstacle;
    instance.phase = starting === undefined ? 'arming' : 'starting';
  }
  if (instance.phase === 'starting') {
    const obstacle = hearListeners(machine, instance, element, starting ?? []);
    if (obstacle !== undefined) return obstacle;
    instance.phase = 'arming';
  }
  if (instance.phase === 'arming') {
    const failure =
      element.armedEvents.length > 0 ? armEvents(machine, instance, element) : undefined;
    if (failure !== undefined) return failure;
    instance.phase = 'activating';
    enterClocks(machine, instance, element);
  }
  return undefined;
}

function activate(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | undefined {
  instance.phase = 'active';
  const failure = elementBehaviors[element.type].activate(machine, instance, element);
  if (failure !== undefined) instance.phase = 'activating';
  return failure;
}
