import type { Client } from '@temporalio/client';
import { WaitedTooLongError } from './temporal-errors.js';

/** Where one workflow stands, read from the history of its latest run. */
export interface WorkflowStanding {
  /** Nothing is on its way to it or from it but timers and jobs that wait. */
  readonly isQuiet: boolean;
  readonly isClosed: boolean;
  /** When its Temporal timer rings, epoch milliseconds. */
  readonly ringsAt?: number;
  /** Workflow ids of called instances that it has not seen end. */
  readonly openChildren: readonly string[];
  readonly events: number;
}

/** Tells a job that nobody has answered yet from an answer on its way. */
export type IsWaitingJob = (jobId: string) => boolean;

/** Events that answer an earlier one, by the attribute that points back to it. */
const answers: Readonly<Record<string, string>> = {
  activityTaskCompletedEventAttributes: 'scheduledEventId',
  activityTaskFailedEventAttributes: 'scheduledEventId',
  activityTaskTimedOutEventAttributes: 'scheduledEventId',
  activityTaskCanceledEventAttributes: 'scheduledEventId',
  activityTaskCancelRequestedEventAttributes: 'scheduledEventId',
  workflowTaskCompletedEventAttributes: 'scheduledEventId',
  workflowTaskFailedEventAttributes: 'scheduledEventId',
  workflowTaskTimedOutEventAttributes: 'scheduledEventId',
  childWorkflowExecutionStartedEventAttributes: 'initiatedEventId',
  startChildWorkflowExecutionFailedEventAttributes: 'initiatedEventId',
  externalWorkflowExecutionSignaledEventAttributes: 'initiatedEventId',
  signalExternalWorkflowExecutionFailedEventAttributes: 'initiatedEventId',
  externalWorkflowExecutionCancelRequestedEventAttributes: 'initiatedEventId',
  requestCancelExternalWorkflowExecutionFailedEventAttributes: 'initiatedEventId',
  timerFiredEventAttributes: 'startedEventId',
  timerCanceledEventAttributes: 'startedEventId',
};

/**
 * Ends of called instances. They are matched by what initiated the call: the time-skipping server at times gives them a
 * `startedEventId` that is off by one.
 */
const childEnds: ReadonlySet<string> = new Set([
  'childWorkflowExecutionCompletedEventAttributes',
  'childWorkflowExecutionFailedEventAttributes',
  'childWorkflowExecutionTerminatedEventAttributes',
  'childWorkflowExecutionCanceledEventAttributes',
  'childWorkflowExecutionTimedOutEventAttributes',
]);

const questions: ReadonlySet<string> = new Set([
  'workflowTaskScheduledEventAttributes',
  'activityTaskScheduledEventAttributes',
  'startChildWorkflowExecutionInitiatedEventAttributes',
  'signalExternalWorkflowExecutionInitiatedEventAttributes',
  'requestCancelExternalWorkflowExecutionInitiatedEventAttributes',
  'childWorkflowExecutionStartedEventAttributes',
  'timerStartedEventAttributes',
]);

const closings: ReadonlySet<string> = new Set([
  'workflowExecutionCompletedEventAttributes',
  'workflowExecutionFailedEventAttributes',
  'workflowExecutionTerminatedEventAttributes',
  'workflowExecutionCanceledEventAttributes',
]);

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

/** Reads the history of a workflow's latest run. */
export async function readStanding(
  client: Client,
  workflowId: string,
  isWaitingJob: IsWaitingJob,
): Promise<WorkflowStanding> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return standingOf(events ?? [], isWaitingJob);
}

function standingOf(events: readonly HistoryEvent[], isWaitingJob: IsWaitingJob): WorkflowStanding {
  const open = new Map<number, HistoryEvent>();
  let isClosed = false;
  for (const event of events) {
    const kind = kindOf(event);
    const pointer = answers[kind];
    if (questions.has(kind)) open.set(Number(event.eventId), event);
    if (pointer !== undefined) open.delete(Number(attributesOf(event, kind)[pointer]));
    if (childEnds.has(kind)) {
      const initiatedBy = Number(attributesOf(event, kind)['initiatedEventId']);
      open.delete(startOf(open, initiatedBy));
    }
    isClosed ||= closings.has(kind);
  }
  const children = [...open.values()].flatMap(
    (event) =>
      event.childWorkflowExecutionStartedEventAttributes?.workflowExecution?.workflowId ?? [],
  );
  const timers = [...open.values()].flatMap(ringOf);
  const moving = [...open.values()].filter((event) => !isWaiting(event, isWaitingJob));
  const last = events.at(-1);
  return {
    isClosed,
    // The first workflow task of a new run is scheduled a moment after its first event.
    isQuiet:
      isClosed ||
      (moving.length === 0 &&
        !last?.workflowExecutionContinuedAsNewEventAttributes &&
        events.length > 1),
    openChildren: isClosed ? [] : children,
    events: events.length,
    ...(!isClosed && timers.length > 0 && { ringsAt: Math.min(...timers) }),
  };
}

/** Name of the one set of attributes that an event has; a decoded event owns what its server has sent and no more. */
function kindOf(event: HistoryEvent): string {
  return Object.keys(event).find((name) => name.endsWith('EventAttributes')) ?? '';
}

function attributesOf(event: HistoryEvent, kind: string): Record<string, unknown> {
  return event[kind as keyof HistoryEvent] as unknown as Record<string, unknown>;
}

/** The event that tells of the start of a called instance, by the one that initiated it. */
function startOf(open: ReadonlyMap<number, HistoryEvent>, initiatedBy: number): number {
  const started = [...open.values()].find(
    (event) =>
      Number(event.childWorkflowExecutionStartedEventAttributes?.initiatedEventId) === initiatedBy,
  );
  return Number(started?.eventId);
}

function isWaiting(event: HistoryEvent, isWaitingJob: IsWaitingJob): boolean {
  if (event.timerStartedEventAttributes) return true;
  if (event.childWorkflowExecutionStartedEventAttributes) return true;
  const activity = event.activityTaskScheduledEventAttributes;
  // Handing a job over to the external workers is soon done; it is they who take their time.
  if (activity?.activityType?.name?.startsWith('lemniscate.')) return false;
  const input = activity?.input?.payloads?.[0]?.data;
  if (!input) return false;
  const request = JSON.parse(Buffer.from(input).toString()) as { readonly jobId?: string };
  return request.jobId !== undefined && isWaitingJob(request.jobId);
}

function ringOf(event: HistoryEvent): number[] {
  const timeout = event.timerStartedEventAttributes?.startToFireTimeout;
  if (!timeout || !event.eventTime) return [];
  return [millisecondsOf(event.eventTime) + millisecondsOf(timeout)];
}

function millisecondsOf({ seconds, nanos }: { seconds?: unknown; nanos?: number | null }): number {
  return Number(seconds ?? 0) * 1000 + (nanos ?? 0) / 1_000_000;
}

/** Asks again and again until the answer is there. */
export async function waitUntil<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined> | Answer | undefined,
  timeoutMs = 20_000,
): Promise<Answer> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > giveUpAt) throw new WaitedTooLongError(what);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
