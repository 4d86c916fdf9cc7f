import type { CancellationScope } from '@temporalio/workflow';
import type { InstanceState } from '../engine/index.js';
import type { CalledProcess } from './activities/ports.js';

export interface OpenChild {
  readonly instanceId: string;
  /** This run sees the called run end; otherwise the called instance reports by signal. */
  isAttached: boolean;
  hasStarted: boolean;
  isCancelRequested: boolean;
}

/** What an instance has going on outside. */
export interface OpenWork {
  /** Scopes of running jobs by job id. */
  readonly jobs: Map<string, CancellationScope>;
  /** Called instances that have not ended, by child id. */
  readonly children: Map<string, OpenChild>;
  /** Questions for called processes that are being asked, by what they ask. */
  readonly resolutions: Map<string, Promise<CalledProcess>>;
  /** Follows work that answers within this workflow task; facts wait for it. */
  trackLocal<T>(work: Promise<T>): Promise<T>;
  /** Follows work that must be through before the run closes. */
  track(work: Promise<void>): void;
  /** Begins such work when the one before it is through: what an instance sends goes out in the order of its sending. */
  trackInOrder(begin: () => Promise<void>): void;
  hasLocal(): boolean;
  /** Nothing but started children is open. */
  isAtRest(): boolean;
  /** Nothing is open that the end of the run would lose. */
  isDelivered(): boolean;
}

/** The workflow id of a called instance: the same after every replay. */
export function childInstanceId(childId: string): string {
  return childId.replace(':', '-c');
}

export function createOpenWork(
  { waits }: Pick<InstanceState, 'waits'>,
  unstarted: ReadonlySet<string>,
): OpenWork {
  let local = 0;
  let tracked = 0;
  let last: Promise<void> | undefined;
  const work: OpenWork = {
    jobs: new Map(),
    children: new Map(),
    resolutions: new Map(),
    async trackLocal(promise) {
      local += 1;
      try {
        return await promise;
      } finally {
        local -= 1;
      }
    },
    track(promise) {
      tracked += 1;
      // A failure is left unhandled here on purpose: it fails the workflow task, which is run again.
      void promise.then(() => (tracked -= 1));
    },
    trackInOrder(begin) {
      const sent = last === undefined ? begin() : last.then(begin);
      last = sent;
      work.track(
        sent.then(() => {
          if (last === sent) last = undefined;
        }),
      );
    },
    hasLocal: () => local > 0,
    isAtRest: () => tracked === 0 && local === 0 && work.jobs.size === 0,
    isDelivered: () => tracked === 0 && local === 0,
  };
  for (const [childId, wait] of Object.entries(waits)) {
    if (wait.type === 'child' && !unstarted.has(childId))
      work.children.set(childId, detachedChild(childId));
  }
  return work;
}

function detachedChild(childId: string): OpenChild {
  const instanceId = childInstanceId(childId);
  return { instanceId, isAttached: false, hasStarted: true, isCancelRequested: false };
}
