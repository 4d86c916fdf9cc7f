import { enterClocks } from '../clocks/clock-host.js';
import { elementBehaviors } from '../elements/registry.js';
import type { Failure } from '../failure.js';
import type { ElementData, ProgramElement } from '../model/program.js';
import { addInstance, noInstance } from '../state/instance-tree.js';
import type { ElementInstance, QueuedToken } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { starving, takeInputs } from './data-mapping.js';
import { disturb } from './settling.js';
import { armEvents } from './waits.js';

/** Creates the instance of an element inside a scope and tells that it is there; `compensated` is a key. */
export function createInside(
  machine: StepMachine,
  element: number,
  scope: ElementInstance,
  data?: ElementData,
  compensated?: string,
): ElementInstance {
  const instance = addInstance(machine.state, element, scope);
  if (data !== undefined) instance.data = data;
  scope.tokens += 1;
  const { id } = machine.elementAt(element);
  const elementInstanceId = machine.idOf(instance);
  const record =
    scope.scope === noInstance
      ? { type: 'elementActivated' as const, elementId: id, elementInstanceId }
      : {
          type: 'elementActivated' as const,
          elementId: id,
          elementInstanceId,
          scopeInstanceId: machine.idOf(scope),
        };
  machine.record(
    compensated === undefined
      ? record
      : { ...record, compensates: `${machine.state.instanceId}:${compensated}` },
  );
  return instance;
}

export function beginElement(
  machine: StepMachine,
  element: number,
  scope: ElementInstance,
  data: ElementData | undefined,
): ElementInstance {
  const instance = createInside(machine, element, scope, data);
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
  else if (isAdmitted(machine, scope, element, flow))
    advance(machine, createInside(machine, element.index, scope, data));
  else disturb(machine, scope);
}

function isAdmitted(
  machine: StepMachine,
  scope: ElementInstance,
  element: ProgramElement,
  flow: number,
): boolean {
  const around = machine.elementOf(scope);
  const behavior = elementBehaviors[around.type];
  return behavior.admit === undefined || behavior.admit(machine, scope, around, element, flow);
}

export function targetOf(machine: StepMachine, flow: number): number {
  return machine.program.flows[flow]?.target ?? -1;
}

/** Takes an instance from the phase it is in up to its own activity, or to an incident. */
export function advance(machine: StepMachine, instance: ElementInstance): void {
  const element = machine.elementOf(instance);
  const obstacle = prepare(machine, instance, element) ?? activate(machine, instance, element);
  if (obstacle !== undefined && obstacle !== starving) machine.raiseIncident(instance, obstacle);
}

function prepare(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | typeof starving | undefined {
  if (instance.phase === 'entering') {
    const hasInputs = element.inputs.length > 0 || element.data !== undefined;
    const obstacle = hasInputs ? takeInputs(machine, instance, element) : undefined;
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
