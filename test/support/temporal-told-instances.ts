import type { InstanceIdentity } from '../../workflows/activities/ports.js';
import { childInstanceId } from '../../workflows/open-work.js';
import type { InstanceFacts } from '../conformance/driver.js';
import type { MemoryPorts } from './temporal-memory-ports.js';

interface Call {
  readonly childId: string;
  /** Among the calls of its caller. */
  readonly position: number;
}

/**
 * The root instance and those it called, as a case sees them: those of one caller in the order of its calls, since which
 * of several tells its facts first is chance.
 */
export function toldInstances(ports: MemoryPorts, rootId: string): readonly InstanceFacts[] {
  const told = ports.instancesOf(rootId);
  const calls = new Map(told.map((instance) => [instance, callOf(ports, instance)]));
  const isNextOf =
    ({ parentInstanceId }: InstanceIdentity) =>
    (each: InstanceIdentity): boolean =>
      each.parentInstanceId === parentInstanceId;
  const siblingsOf = (instance: InstanceIdentity): readonly InstanceIdentity[] =>
    told
      .filter(isNextOf(instance))
      .sort((one, other) => positionOf(calls.get(one)) - positionOf(calls.get(other)));
  const inOrder = told.map((instance) => {
    const place = told.filter(isNextOf(instance)).indexOf(instance);
    return siblingsOf(instance)[place] ?? instance;
  });
  return inOrder.map((instance) => factsOf(ports, instance, calls.get(instance)));
}

function positionOf(call: Call | undefined): number {
  return call?.position ?? 0;
}

/** Which call of its caller an instance answers. */
function callOf(
  ports: MemoryPorts,
  { parentInstanceId, instanceId }: InstanceIdentity,
): Call | undefined {
  if (parentInstanceId === undefined) return undefined;
  const calls = ports.recordsOf(parentInstanceId, 'childStarted');
  const position = calls.findIndex(({ childId }) => childInstanceId(childId) === instanceId);
  const call = calls[position];
  return call && { childId: call.childId, position };
}

function factsOf(
  ports: MemoryPorts,
  { instanceId, parentInstanceId }: InstanceIdentity,
  call: Call | undefined,
): InstanceFacts {
  return {
    instanceId,
    facts: ports.factsOf(instanceId),
    ...(parentInstanceId !== undefined && { parentInstanceId }),
    ...(call && { childId: call.childId }),
  };
}
