import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import type { ProgramElement } from '../../model/program.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { beginContent, type ScopeAttributes } from './sub-process.js';

/** Written by the input that started it; the start event was checked then. */
interface ProcessData {
  /** Negative if it begins by itself. */
  readonly startEvent?: number;
  /** Which of the event's definitions has occurred. */
  readonly occurred?: number;
}

/** BPMN 2.0.2 section 13.2: process instantiation and termination. Waits until no token is left. */
export const process: ElementBehavior = {
  activate(context, instance, element) {
    const { startEvent = -1 } = dataOf(instance);
    if (startEvent >= 0) beginAt(context, instance, element, startEvent);
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
  const { occurred } = dataOf(instance);
  context.begin(event, instance, occurred === undefined ? undefined : { occurred });
}

function dataOf(instance: ElementInstance): ProcessData {
  return instance.data ?? {};
}
