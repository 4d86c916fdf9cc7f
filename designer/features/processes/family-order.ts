import type { ProcessDefinition } from '../../../server/contract/index.js';

export interface FamilyMember {
  readonly definition: ProcessDefinition;
  /** 0 for a standard, 1 for what is based on it. */
  readonly depth: 0 | 1;
}

/** Standards by name, each followed by what is based on it. */
export function orderByFamily(definitions: readonly ProcessDefinition[]): FamilyMember[] {
  const byName = [...definitions].sort((a, b) => a.name.localeCompare(b.name));
  const standards = byName.filter(({ isTailored }) => !isTailored);
  const standardIds = new Set(standards.map(({ processDefinitionId }) => processDefinitionId));
  const isChildOf = (child: ProcessDefinition, standard: ProcessDefinition): boolean =>
    child.isTailored && child.processDefinitionId === standard.processDefinitionId;
  const families = standards.flatMap((standard) => [
    { definition: standard, depth: 0 as const },
    ...byName
      .filter((child) => isChildOf(child, standard))
      .map((definition) => ({ definition, depth: 1 as const })),
  ]);
  const orphans = byName.filter(
    (child) => child.isTailored && !standardIds.has(child.processDefinitionId),
  );
  return [...families, ...orphans.map((definition) => ({ definition, depth: 0 as const }))];
}
