import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import type { ProgramElement } from '../../model/program.js';
import type { ElementInstance } from '../../state/instance-state.js';

/** Written by the compiler for processes and sub-processes. */
export interface ScopeAttributes {
  /** Of a scope without start events: what no flow leads to, which begins all at once (section 10.5.2). */
  readonly implicitStarts?: readonly number[];
  /** Of a process: event-based gateways at its beginning, one event of each of which begins it (section 13.5.1). */
  readonly startGateways?: readonly number[];
}

/** BPMN 2.0.2 section 13.3.4: embedded sub-process. Waits until no token is left inside. */
export const subProcess: ElementBehavior = {
  activate(context, instance, element) {
    beginContent(context, instance, element);
    return undefined;
  },

  innerEnded(context, instance) {
    context.complete(instance);
  },
};

/** Begins at the none start event, or everywhere if there is no start event. With nothing in it, it has ended. */
export function beginContent(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
): void {
  const { implicitStarts = [] } = element.attributes as ScopeAttributes;
  const starts = element.innerStart >= 0 ? [element.innerStart] : implicitStarts;
  for (const start of starts) context.begin(start, instance);
  if (starts.length === 0) context.complete(instance);
}
