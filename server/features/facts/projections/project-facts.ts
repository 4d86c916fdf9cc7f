import type { RecordedFact } from '../../../../workflows/activities/ports.js';
import { projectClocks } from './clock-projection.js';
import { applyToHead } from './instance-projection.js';
import type { InstanceHead, ProjectionName, Projector, RowWrite } from './projection.js';
import { projectIncidents, projectSubscriptions, projectVariables } from './row-projections.js';
import { projectUserTasks } from './user-task-projection.js';

const projectors = {
  userTasks: projectUserTasks,
  incidents: projectIncidents,
  variables: projectVariables,
  clocks: projectClocks,
  subscriptions: projectSubscriptions,
} as const satisfies Record<ProjectionName, Projector>;

export const projectionNames = Object.keys(projectors) as readonly ProjectionName[];

export interface Projected {
  readonly head: InstanceHead;
  readonly writes: ReadonlyMap<ProjectionName, readonly RowWrite[]>;
}

/** Brings the projections of one instance from `before` over the given facts. Pure. */
export function projectFacts(before: InstanceHead, facts: readonly RecordedFact[]): Projected {
  const head = structuredClone(before);
  const writes = new Map<ProjectionName, RowWrite[]>();
  for (const fact of facts) {
    applyToHead(head, fact);
    for (const name of projectionNames) {
      const rows = projectors[name](fact, { identity: head.identity, head });
      if (rows.length > 0) writes.set(name, [...(writes.get(name) ?? []), ...rows]);
    }
  }
  return { head, writes };
}
