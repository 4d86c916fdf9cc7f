/** Labels of the fields of a form by their keys, also of fields within groups. */
export function readFieldLabels(components: readonly unknown[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const collect = (list: readonly unknown[]): void => {
    for (const component of list) {
      if (typeof component !== 'object' || component === null) continue;
      const { key, label, components: inner } = component as Record<string, unknown>;
      if (typeof key === 'string' && typeof label === 'string') labels.set(key, label);
      if (Array.isArray(inner)) collect(inner);
    }
  };
  collect(components);
  return labels;
}
