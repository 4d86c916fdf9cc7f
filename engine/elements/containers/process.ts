import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import type { ProgramElement } from '../../model/program.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { beginContent, type ScopeAttributes } from './sub-process.js';

/** BPMN 2.0.2 section 13.2: process instantiation and termination. Waits until no token is left. */
export const process: ElementBehavior = {
  activate(context, instance, element) {
    // The input named the start event; it was checked when the instance was created.
    const chosen = instance.data?.['startEvent'];
    if (typeof chosen === 'number' && chosen >= 0) beginAt(context, instance, element, chosen);
    else beginContent(context, instance, element);
    return undefined;
  },

  innerEnded(context, instance) {
    context.complete(instance);
  },
};

/**
 * Begins where the input said. If that is an event behind an event-based gateway, all such gateways begin: one event
 * of each is part of the beginning (section 13.5.1).
 */
function beginAt(
  context: StepContext,
  instance: ElementInstance,
  { attributes }: ProgramElement,
  event: number,
): void {
  const { startGateways = [] } = attributes as ScopeAttributes;
  const { incoming } = context.elementAt(event);
  const sources = incoming.map((flow) => context.program.flows[flow]?.source ?? -1);
  if (sources.some((source) => startGateways.includes(source))) {
    for (const gateway of startGateways) context.begin(gateway, instance, { startedBy: event });
    return;
  }
  const occurred = instance.data?.['occurred'];
  context.begin(event, instance, typeof occurred === 'number' ? { occurred } : undefined);
}
