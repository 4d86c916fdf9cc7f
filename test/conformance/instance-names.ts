import type { InstanceFacts } from './driver.js';

/** `main`, and `main/<call activity>` for called instances (with `#2` for the second call). */
export function nameInstances(instances: readonly InstanceFacts[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { instanceId, childId, parentInstanceId } of instances) {
    const parent = instances.find((each) => each.instanceId === parentInstanceId);
    names.set(instanceId, parent === undefined ? 'main' : nameCalled(names, parent, childId));
  }
  return names;
}

function nameCalled(
  names: ReadonlyMap<string, string>,
  parent: InstanceFacts,
  childId: string | undefined,
): string {
  const calls = parent.facts.flatMap(({ record }) =>
    record.type === 'childStarted' ? [record] : [],
  );
  const own = calls.find((call) => call.childId === childId);
  const elementId = own?.elementId ?? '?';
  const same = calls.filter((call) => call.elementId === elementId);
  const position = same.findIndex((call) => call.childId === childId);
  const suffix = position > 0 ? `#${position + 1}` : '';
  return `${names.get(parent.instanceId) ?? '?'}/${elementId}${suffix}`;
}
