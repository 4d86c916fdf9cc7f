import type { ElementBehavior, Occurrence, StepContext } from '../../element-behavior.js';
import type { Failure } from '../../failure.js';
import type { ElementData, ProgramElement } from '../../model/program.js';
import type { Variables } from '../../protocol/json.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { followEvent } from '../gateways/event-based-gateway.js';

/**
 * BPMN 2.0.2 section 13.5.2: intermediate catch event. Waits until its event occurs.
 *
 * Behind an event-based gateway it is waited for by the gateway, inside an ad-hoc sub-process without incoming flows
 * by the scope (section 13.3.5): each time it occurs an instance begins that has what it waited for.
 */
export const intermediateCatchEvent: ElementBehavior = {
  activate: waitUnlessOccurred,
  occur: takeOccurrence,
};

export function waitUnlessOccurred(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | undefined {
  const occurred = instance.data?.['occurred'];
  if (occurred === undefined) return context.waitForEvent(instance, element);
  // Written when the event occurred, by who waited for it.
  context.complete(instance, occurred as Variables);
  return undefined;
}

/** For what has to begin with what somebody else has waited for: nothing, unless somebody has. */
export function occurredBefore({ data }: ElementInstance): ElementData | undefined {
  const occurred = data?.['occurred'];
  return occurred === undefined ? undefined : { occurred };
}

/** What the event brought is the element's result. */
export function takeOccurrence(
  context: StepContext,
  owner: ElementInstance,
  element: ProgramElement,
  { variables }: Occurrence,
): void {
  if (owner.element === element.index) context.complete(owner, variables);
  else if (owner.element !== element.scope) followEvent(context, owner, element, variables);
  else context.begin(element.index, owner, { occurred: variables });
}
