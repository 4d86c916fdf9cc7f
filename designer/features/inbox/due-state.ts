import type { UserTask } from '../../../server/contract/index.js';
import type { StateKind } from '../../components/state-badge.js';

export interface DueState {
  readonly kind: Extract<StateKind, 'onTrack' | 'atRisk' | 'breached' | 'paused' | 'quiet'>;
  /** The instant that counts, if there is one. */
  readonly at?: string;
  /** Service time until that instant, or without a clock plain time; negative when it has passed. */
  readonly remaining?: number;
  /** Why the clock is paused, if it says so. */
  readonly pausedFor?: string;
}

type DueTask = Pick<UserTask, 'state' | 'risk' | 'clock' | 'dueAt' | 'completedAt'>;

/** How a task stands against its clock, or against its due date when it runs under none. */
export function toDueState(task: DueTask, now: number): DueState {
  if (task.state !== 'created')
    return { kind: 'quiet', ...(task.completedAt === undefined ? {} : { at: task.completedAt }) };
  const at = task.clock?.breachAt ?? task.dueAt;
  if (task.clock?.state === 'paused') return pausedState(task.clock, at);
  const remaining = at === undefined ? undefined : remainingUntil(at, task.clock, now);
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

/** What is left stays as it is; the instant will be another one when the clock goes on. */
function pausedState(
  { remainingMs, pausedFor }: NonNullable<DueTask['clock']>,
  at: string | undefined,
): DueState {
  return {
    kind: 'paused',
    ...(at === undefined ? {} : { at }),
    ...(remainingMs === undefined ? {} : { remaining: remainingMs }),
    ...(pausedFor === undefined || pausedFor === '' ? {} : { pausedFor }),
  };
}

/**
 * Service time as the server has counted it. It goes on only in service hours, so between two answers it is what was
 * left then, until less time than that is left at all.
 */
function remainingUntil(at: string, clock: DueTask['clock'], now: number): number {
  const plain = Date.parse(at) - now;
  const service = clock?.remainingMs;
  if (service === undefined || clock?.breachAt === undefined) return plain;
  return service <= 0 ? service : Math.min(service, plain);
}
