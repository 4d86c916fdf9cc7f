import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { succeed } from '../../failure.js';
import type { ProgramElement } from '../../model/program.js';
import type { Variables } from '../../protocol/json.js';
import type { ElementInstance } from '../../state/instance-state.js';

/** Written by the compiler. */
export interface EventBasedGatewayAttributes {
  /** It creates the instance and waits until each of its events has occurred, not just one. */
  readonly isParallel?: true;
}

/** What the gateway keeps on its instance. */
interface GatewayData {
  /** The event that has created the process instance; it is perhaps one of another gateway. */
  readonly startedBy?: number;
  /** Events whose flows were taken. */
  readonly followed?: readonly number[];
  readonly flow?: number;
  readonly occurred?: Variables;
}

/**
 * BPMN 2.0.2 section 13.4.4: event-based gateway. Waits for the events behind its flows, on their behalf; the first one
 * that occurs takes the token, the others are waited for no more. At the beginning of a process an event creates the
 * instance, and a parallel gateway goes on waiting for all the others: each takes a token of its own.
 */
export const eventBasedGateway: ElementBehavior = {
  activate(context, instance, element) {
    const { startedBy } = dataOf(instance);
    const events = element.outgoing.map((flow) => targetOf(context, flow));
    const first = events.find(({ index }) => index === startedBy);
    if (first === undefined) return context.waitForEvents(instance, events);
    const others = isParallel(element) ? events.filter((event) => event !== first) : [];
    const failure = context.waitForEvents(instance, others);
    if (failure === undefined) followEvent(context, instance, first, {});
    return failure;
  },

  chooseFlows(_context, instance) {
    const { flow } = dataOf(instance);
    return succeed(flow === undefined ? [] : [flow]);
  },

  carry(_context, instance) {
    return { occurred: dataOf(instance).occurred ?? {} };
  },
};

/** An event behind the gateway has occurred: its flow is taken. */
export function followEvent(
  context: StepContext,
  gateway: ElementInstance,
  event: ProgramElement,
  occurred: Variables,
): void {
  const element = context.elementOf(gateway);
  const flow = element.outgoing.find((each) => targetOf(context, each) === event) ?? -1;
  const followed = [...(dataOf(gateway).followed ?? []), event.index];
  if (isParallel(element) && followed.length < element.outgoing.length) {
    gateway.data = { ...gateway.data, followed };
    context.stopWaitingFor(gateway, [event.index]);
    context.send(context.scopeOf(gateway), flow, { occurred });
  } else {
    gateway.data = { ...gateway.data, flow, occurred };
    context.complete(gateway);
  }
}

function dataOf(instance: ElementInstance): GatewayData {
  return instance.data ?? {};
}

function isParallel({ attributes }: ProgramElement): boolean {
  return (attributes as EventBasedGatewayAttributes).isParallel === true;
}

function targetOf(context: StepContext, flow: number): ProgramElement {
  return context.elementAt(context.program.flows[flow]?.target ?? -1);
}
