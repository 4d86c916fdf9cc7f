import { localTypeOf } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { isParallelMultiple } from '../event-definitions.js';
import { isInstantiating } from '../process-entries.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** BPMN 2.0.2 section 10.6.6: what may follow an event-based gateway, and in which shape. */
export const eventBasedGateways: Rule = ({ elements }) =>
  elements.filter(({ type }) => type === 'eventBasedGateway').flatMap(check);

function check(gateway: DraftElement): readonly Problem[] {
  const targets = gateway.outgoing.map(({ target }) => target);
  return [
    ...checkGateway(gateway),
    ...checkFlows(gateway),
    ...targets.flatMap((target) => checkTarget(gateway, target)),
    ...checkTogether(gateway, targets),
  ];
}

function checkGateway(gateway: DraftElement): readonly Problem[] {
  const problems: Problem[] = [];
  if (gateway.outgoing.length < 2) {
    const message = `Expected two or more flows out of event-based gateway ${describe(gateway)} but got ${gateway.outgoing.length}`;
    problems.push(problemAt(gateway, 'error', 'eventGatewayOutgoing', message));
  }
  if (gateway.source['eventGatewayType'] === 'Parallel' && !isInstantiating(gateway)) {
    const message = `Expected event-based gateway ${describe(gateway)} to instantiate the process, as every one of type Parallel does`;
    problems.push(problemAt(gateway, 'error', 'eventGatewayParallel', message));
  }
  return problems;
}

function checkFlows(gateway: DraftElement): readonly Problem[] {
  return gateway.outgoing
    .filter((flow) => flow.condition !== undefined)
    .map((flow) => {
      const message = `Expected no condition on flow ${describe(flow)} out of event-based gateway ${describe(gateway)}`;
      return problemAt(flow, 'error', 'eventGatewayCondition', message);
    });
}

function checkTarget(gateway: DraftElement, target: DraftElement): readonly Problem[] {
  const problems: Problem[] = [];
  if (!canFollow(target)) {
    const message = `Expected a message, timer, signal, conditional or multiple intermediate catch event or a receive task behind event-based gateway ${describe(gateway)} but ${describe(target)} is none`;
    const params = { place: localTypeOf(target.source) };
    problems.push(problemAt(target, 'error', 'eventGatewayTarget', message, params));
  }
  if (target.incoming.length > 1) {
    const message = `Expected no flow into ${describe(target)} but the one from event-based gateway ${describe(gateway)}`;
    problems.push(problemAt(target, 'error', 'eventGatewayTargetIncoming', message));
  }
  if (target.type === 'receiveTask' && target.boundary.length > 0) {
    const message = `Expected no event attached to receive task ${describe(target)} behind event-based gateway ${describe(gateway)}`;
    problems.push(problemAt(target, 'error', 'eventGatewayBoundary', message));
  }
  return problems;
}

const possible = ['message', 'timer', 'signal', 'conditional'];

function kindsOf(event: DraftElement): readonly string[] {
  return event.definitions.map((each) => localTypeOf(each).replace(/EventDefinition$/, ''));
}

function canFollow(target: DraftElement): boolean {
  if (target.type === 'receiveTask') return true;
  if (target.type !== 'intermediateCatchEvent' || isParallelMultiple(target)) return false;
  return kindsOf(target).every((kind) => possible.includes(kind));
}

function checkTogether(
  gateway: DraftElement,
  targets: readonly DraftElement[],
): readonly Problem[] {
  const hasTask = targets.some(({ type }) => type === 'receiveTask');
  const hasMessage = targets.some((target) => kindsOf(target).includes('message'));
  if (!hasTask || !hasMessage) return [];
  const message = `Expected receive tasks or message events behind event-based gateway ${describe(gateway)} but got both`;
  return [problemAt(gateway, 'error', 'eventGatewayMixed', message)];
}
