import type { StepContext } from '../../element-behavior.js';
import { eventDefinitions } from '../../event-definitions/registry.js';
import type { SignalAttributes } from '../../event-definitions/signal.js';
import { fail, type Result, succeed } from '../../failure.js';
import type { ProgramEventDefinition, ProgramExpression } from '../../model/program.js';
import type { Variables } from '../../protocol/json.js';
import type { ElementInstance, LoopState } from '../../state/instance-state.js';
import { loopConditionHolds } from './loop-condition.js';

/** Events that a multi-instance throws by itself when one of its instances completes. */
export interface ImplicitEvents {
  readonly when: 'each' | 'first' | 'condition';
  readonly condition?: ProgramExpression;
  readonly definitions: readonly ProgramEventDefinition[];
  /** Name of the signal that is thrown if the model names no event; it tells how far the loop has come. */
  readonly standardSignal?: string;
}

/** One event on its way; what can fail has been evaluated. */
export type ImplicitThrow =
  | { readonly type: 'signal'; readonly name: string; readonly variables: Variables }
  | { readonly type: 'other'; readonly definition: ProgramEventDefinition };

/** What is thrown now, seen from the instance that completes. */
export function planImplicitEvents(
  context: StepContext,
  inner: ElementInstance,
  loop: LoopState,
  all: readonly ImplicitEvents[],
): Result<readonly ImplicitThrow[]> {
  const planned: ImplicitThrow[] = [];
  for (const events of all) {
    const holds = isDue(context, inner, loop, events);
    if (!holds.ok) return holds;
    if (!holds.value) continue;
    const name = events.standardSignal;
    if (name !== undefined) planned.push({ type: 'signal', name, variables: progressOf(loop) });
    for (const definition of events.definitions) {
      const plan = planOne(context, inner, definition);
      if (!plan.ok) return plan;
      planned.push(plan.value);
    }
  }
  return succeed(planned);
}

function isDue(
  context: StepContext,
  inner: ElementInstance,
  loop: LoopState,
  { when, condition }: ImplicitEvents,
): Result<boolean> {
  if (when === 'first') return succeed(loop.completed === 1);
  return condition === undefined ? succeed(true) : loopConditionHolds(context, condition, inner);
}

function planOne(
  context: StepContext,
  inner: ElementInstance,
  definition: ProgramEventDefinition,
): Result<ImplicitThrow> {
  if (definition.type !== 'signal') return succeed({ type: 'other', definition });
  const { name } = definition.attributes as unknown as SignalAttributes;
  const result = context.read(name, inner);
  if (!result.ok) return result;
  if (typeof result.value === 'string') {
    return succeed({ type: 'signal', name: result.value, variables: {} });
  }
  const message = `Expected the name of a signal but got ${JSON.stringify(result.value)}`;
  return fail('expressionFailed', message);
}

/** To the boundary events of the loop; what none of them waits for goes on as if the loop were an event. */
export function throwImplicitEvents(
  context: StepContext,
  host: ElementInstance,
  planned: readonly ImplicitThrow[],
): void {
  for (const each of planned) {
    // What an event before has interrupted throws nothing more.
    if (!context.isAlive(host)) return;
    if (each.type === 'other') {
      const { type, attributes } = each.definition;
      eventDefinitions[type].throw?.(context, host, attributes);
    } else if (!context.signalTo(host, each.name, each.variables)) {
      const { name, variables } = each;
      context.emit({ type: 'broadcastSignal', name, variables });
    }
  }
}

/** BPMN 2.0.2 table 10.30: the runtime attributes of a multi-instance. */
function progressOf({ total = 0, begun, completed, terminated = 0 }: LoopState): Variables {
  return {
    numberOfInstances: total,
    numberOfActiveInstances: begun - completed - terminated,
    numberOfCompletedInstances: completed,
    numberOfTerminatedInstances: terminated,
  };
}
