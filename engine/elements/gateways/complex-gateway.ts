import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { fail, type Failure, type Result, succeed } from '../../failure.js';
import { chooseFlows } from '../../lifecycle/flow-choice.js';
import type { ProgramElement, ProgramExpression } from '../../model/program.js';
import type { Variables } from '../../protocol/json.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { isStillExpected, type UpstreamAttributes } from './upstream.js';

/** Written by the compiler. */
export interface ComplexGatewayAttributes extends UpstreamAttributes {
  /** Left out, the first token activates it. */
  readonly activationCondition?: ProgramExpression;
}

/** What the gateway keeps on its instance, from its activation to its reset. */
interface GatewayData {
  /** By incoming flow, whether it gave a token when the gateway was activated. */
  readonly received: readonly boolean[];
  /** What conditions see: tokens by flow, in all, and the phase. */
  readonly names: Variables;
}

/**
 * BPMN 2.0.2 section 13.4.5: complex gateway. Waiting for start, its activation condition is asked with each token that
 * comes; once it holds, tokens are taken and sent. Then it waits for reset: for a token over each flow that has given none,
 * unless none can come as an inclusive gateway understands it. With the reset these are taken, and tokens are sent once more.
 * Its instance lives from the activation to the reset.
 */
export const complexGateway: ElementBehavior = {
  arrive(context, scope, element, flow) {
    context.park(scope, flow);
    startIfActivated(context, scope, element);
  },

  activate(context, instance, element) {
    const scope = context.scopeOf(instance);
    if (instance.data === undefined) {
      // The condition could not be evaluated when the token came.
      const isActivated = readActivation(context, scope, element);
      if (!isActivated.ok) return isActivated.failure;
      if (!isActivated.value) return giveUp(context, instance);
      takeTokens(context, scope, element, instance);
    }
    return sendFirst(context, scope, instance, element);
  },

  settle(context, scope, element, instance) {
    if (instance !== undefined) {
      if (instance.phase !== 'active') return true;
      const { received } = dataOf(instance);
      const arrived = element.incoming.map(
        (flow, position) => received[position] === true || context.countParked(scope, flow) > 0,
      );
      if (isStillExpected(context, scope, element, arrived, instance)) return true;
      // A condition may fail: then the instance stands in an incident, and goes on waiting.
      reset(context, scope, element, instance);
    }
    startIfActivated(context, scope, element);
    return false;
  },

  /** Only with the reset does the instance leave. */
  chooseFlows: choose,
};

/** Nothing begins while an instance waits for its reset, or stands in an incident. */
function startIfActivated(
  context: StepContext,
  scope: ElementInstance,
  element: ProgramElement,
): void {
  const begun = context.findSettling(scope, element);
  if (begun !== undefined) return context.awaitRest(scope, element, begun);
  if (element.incoming.every((flow) => context.countParked(scope, flow) === 0)) return;
  const isActivated = readActivation(context, scope, element);
  if (isActivated.ok && !isActivated.value) return;
  const instance = context.begin(element.index, scope);
  if (isActivated.ok) takeTokens(context, scope, element, instance);
  context.awaitRest(scope, element, instance);
}

function readActivation(
  context: StepContext,
  scope: ElementInstance,
  element: ProgramElement,
): Result<boolean> {
  const { activationCondition } = element.attributes as unknown as ComplexGatewayAttributes;
  if (activationCondition === undefined) return succeed(true);
  const result = context.evaluate(activationCondition, scope, namesOf(context, scope, element));
  if (!result.ok) return result;
  if (typeof result.value === 'boolean') return succeed(result.value);
  const message = `Expected true or false from the activation condition of '${element.id}' but got ${JSON.stringify(result.value)}`;
  return fail('conditionNotBoolean', message, { expression: activationCondition.text });
}

function namesOf(
  context: StepContext,
  scope: ElementInstance,
  { incoming }: ProgramElement,
): Variables {
  const counts = incoming.map((flow) => context.countParked(scope, flow));
  const ids = incoming.map((flow) => context.program.flows[flow]?.id ?? '');
  return {
    activationCount: counts.reduce((sum, count) => sum + count, 0),
    activationCounts: Object.fromEntries(ids.map((id, position) => [id, counts[position] ?? 0])),
    waitingForStart: true,
  };
}

function takeTokens(
  context: StepContext,
  scope: ElementInstance,
  element: ProgramElement,
  instance: ElementInstance,
): void {
  const names = namesOf(context, scope, element);
  const received = element.incoming.map((flow) => context.countParked(scope, flow) > 0);
  const taken = element.incoming.filter((_flow, position) => received[position] === true);
  context.consume(scope, taken);
  const data: GatewayData = { received, names };
  instance.data = { ...data };
}

/** After a retry the condition does not hold: the tokens go on waiting. */
function giveUp(context: StepContext, instance: ElementInstance): undefined {
  context.terminate(instance);
}

function sendFirst(
  context: StepContext,
  scope: ElementInstance,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | undefined {
  const flows = choose(context, instance, element);
  if (!flows.ok) return flows.failure;
  for (const flow of flows.value) context.send(scope, flow);
  context.awaitRest(scope, element, instance);
  return undefined;
}

function reset(
  context: StepContext,
  scope: ElementInstance,
  element: ProgramElement,
  instance: ElementInstance,
): void {
  const { received } = dataOf(instance);
  const names = { ...namesOf(context, scope, element), waitingForStart: false };
  const late = element.incoming.filter(
    (flow, position) => received[position] !== true && context.countParked(scope, flow) > 0,
  );
  context.consume(scope, late);
  instance.data = { received, names };
  context.complete(instance);
}

/** In the first phase there must be a flow to take; with the reset there need not be one. A split sends once (ADR 14). */
function choose(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
): Result<readonly number[]> {
  const { names } = dataOf(instance);
  const isReset = names['waitingForStart'] === false;
  if (isReset && element.incoming.length < 2) return succeed([]);
  const flows = chooseFlows(context, instance, element, names);
  const isNone = !flows.ok && flows.failure.code === 'noFlowChosen';
  return isNone && isReset ? succeed([]) : flows;
}

function dataOf(instance: ElementInstance): GatewayData {
  return instance.data as unknown as GatewayData;
}
