import type { UserTask } from '../../../server/contract/index.js';
import type { StateKind } from '../../components/state-badge.js';

export interface DueState {
  readonly kind: Extract<StateKind, 'onTrack' | 'atRisk' | 'breached' | 'paused' | 'quiet'>;
  /** The instant that counts, if there is one. */
  readonly at?: string;
  /** Until that instant; negative when it has passed. */
  readonly remaining?: number;
}

type DueTask = Pick<UserTask, 'state' | 'risk' | 'clock' | 'dueAt' | 'completedAt'>;

/** How a task stands against its clock, or against its due date when it runs under none. */
export function toDueState(task: DueTask, now: number): DueState {
  if (task.state !== 'created')
    return { kind: 'quiet', ...(task.completedAt === undefined ? {} : { at: task.completedAt }) };
  const at = task.clock?.breachAt ?? task.dueAt;
  if (task.clock?.state === 'paused')
    return { kind: 'paused', ...(at === undefined ? {} : { at }) };
  const remaining = at === undefined ? undefined : Date.parse(at) - now;
  const isOver = remaining !== undefined && remaining < 0;
  const isNear = task.clock?.atRiskAt !== undefined && Date.parse(task.clock.atRiskAt) <= now;
  const kind =
    task.risk === 'breached' || isOver
      ? 'breached'
      : task.risk === 'atRisk' || isNear
        ? 'atRisk'
        : at === undefined
          ? 'quiet'
          : 'onTrack';
  return {
    kind,
    ...(at === undefined ? {} : { at }),
    ...(remaining === undefined ? {} : { remaining }),
  };
}
