import { elementBehaviors } from '../elements/registry.js';
import type { AdHocActivitiesStarted, AdHocCompleted, InputRefusal } from '../protocol/inputs.js';
import type { StepMachine } from '../step-machine.js';
import { findByInstanceId } from './element-instance-id.js';

export function adHocActivitiesStarted(
  machine: StepMachine,
  { elementInstanceId, activities, actor }: AdHocActivitiesStarted,
): InputRefusal | undefined {
  const instance = findByInstanceId(machine, elementInstanceId);
  if (instance === undefined) return unknownAdHoc(elementInstanceId);
  const element = machine.elementOf(instance);
  const behavior = elementBehaviors[element.type];
  if (behavior.startInner === undefined) return unknownAdHoc(elementInstanceId);
  return behavior.startInner(machine, instance, element, activities, actor);
}

export function adHocCompleted(
  machine: StepMachine,
  { elementInstanceId, actor }: AdHocCompleted,
): InputRefusal | undefined {
  const instance = findByInstanceId(machine, elementInstanceId);
  if (instance === undefined) return unknownAdHoc(elementInstanceId);
  const element = machine.elementOf(instance);
  const behavior = elementBehaviors[element.type];
  if (behavior.finishInner === undefined) return unknownAdHoc(elementInstanceId);
  return behavior.finishInner(machine, instance, element, actor);
}

function unknownAdHoc(elementInstanceId: string): InputRefusal {
  return {
    code: 'unknownElementInstance',
    message: `Expected an active ad-hoc sub-process but '${elementInstanceId}' is none`,
    params: { elementInstanceId },
  };
}
