import type { InstanceFacts } from './driver.js';

/** `main` (and `main#2`, … if events have begun several), and `main/<call activity>` for called instances (with `#2` for the second call). */
export function nameInstances(instances: readonly InstanceFacts[]): Map<string, string> {
  const names = new Map<string, string>();
  let roots = 0;
  for (const { instanceId, childId, parentInstanceId } of instances) {
    const parent = instances.find((each) => each.instanceId === parentInstanceId);
    const called = parent === undefined ? undefined : nameCalled(names, parent, childId);
    if (called === undefined) roots += 1;
    names.set(instanceId, called ?? (roots === 1 ? 'main' : `main#${roots}`));
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
