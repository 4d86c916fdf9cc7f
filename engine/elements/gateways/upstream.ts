import type { StepContext } from '../../element-behavior.js';
import type { ProgramElement } from '../../model/program.js';
import type { ElementInstance } from '../../state/instance-state.js';

/** Where a token can still come to: positions among the incoming flows of a joining gateway. */
export interface Ways {
  /** Over sequence flows (and links, which stand for them). */
  readonly direct: readonly number[];
  /** Also by boundary events on the way; left out if these add nothing. */
  readonly all?: readonly number[];
}

/**
 * Written by the compiler for gateways that join: the ways from upstream that do not visit the gateway itself. Places from
 * which every incoming flow can be reached are left out: nothing there is ever waited for.
 */
export interface UpstreamAttributes {
  /** By flow that a token is on. */
  readonly flowWays: Readonly<Record<number, Ways>>;
  /** By element that a token is in. */
  readonly elementWays: Readonly<Record<number, Ways>>;
}

/**
 * BPMN 2.0.2 table 13.3: whether a token in the scope can still come to an incoming flow that has not arrived, and can
 * not as well come to one that has; at least one has. A token is on a flow, or in an active instance, whatever holds it there.
 */
export function isStillExpected(
  context: StepContext,
  scope: ElementInstance,
  element: ProgramElement,
  arrived: readonly boolean[],
  itself?: ElementInstance,
): boolean {
  const { flowWays, elementWays } = element.attributes as unknown as UpstreamAttributes;
  const isAwaited = (ways: Ways | undefined) => ways !== undefined && leadsOnlyTo(ways, arrived);
  for (const flow in scope.parked) {
    if (isAwaited(flowWays[Number(flow)])) return true;
  }
  for (const { flow, key } of context.state.held) {
    if (key === scope.key && isAwaited(flowWays[flow])) return true;
  }
  let instance = context.findInstance(scope.firstInner);
  while (instance !== undefined) {
    const canLeave = instance !== itself && instance.compensating?.isRestored !== true;
    if (canLeave && isAwaited(elementWays[instance.element])) return true;
    instance = context.findInstance(instance.next);
  }
  return false;
}

function leadsOnlyTo({ direct, all = direct }: Ways, arrived: readonly boolean[]): boolean {
  return (
    all.some((position) => arrived[position] !== true) &&
    !direct.some((position) => arrived[position] === true)
  );
}
