import type {
  DeadlineQuestion as EngineDeadlineQuestion,
  DecisionChoice,
  DecisionInputs,
  DecisionOutcome,
  DerivedTerms,
  Program,
  TraceRecord,
  Variables,
} from '../../engine/index.js';

/** Where an instance belongs; which variant of a process applies was decided from it at the start. */
export interface InstanceScope {
  readonly organisationId: string;
  readonly serviceId?: string;
  readonly customerId?: string;
  readonly unitId?: string;
}

/** Identity of one instance as every activity sees it. */
export interface InstanceIdentity extends InstanceScope {
  readonly instanceId: string;
  readonly processId: string;
  /** Key of the deployed version that the instance is pinned to. */
  readonly processDefinitionKey: string;
  readonly processDefinitionVersion: number;
  readonly programHash: string;
  readonly mode: 'live' | 'rehearsal' | 'demo';
  readonly businessKey?: string;
  readonly parentInstanceId?: string;
  readonly rootInstanceId: string;
}

/** One trace record with its place in the instance's story. */
export interface RecordedFact {
  /** Position in the instance, from 1, without gaps. (instanceId, seq) is unique. */
  readonly seq: number;
  /** Workflow time in epoch milliseconds; virtual in rehearsals. */
  readonly occurredAt: number;
  readonly record: TraceRecord;
}

/**
 * The facts of one quiescence, told before the workflow task that holds them is committed.
 *
 * If the worker dies in between, the task runs again, perhaps with more news than the first time. Its batch
 * then begins at a `seq` that is stored already, with later `occurredAt`s: it is the truth, and replaces
 * everything stored from that `seq` on (projections of the instance are rebuilt if the records differ).
 * A batch with an earlier `occurredAt` than what is stored at its first `seq` comes from a stalled worker
 * and is dropped. Equal ones are the same batch again.
 */
export interface FactBatch {
  readonly instance: InstanceIdentity;
  readonly facts: readonly RecordedFact[];
}

/** What an instance asks about one of its clocks. */
export interface DeadlineQuestion extends EngineDeadlineQuestion {
  readonly organisationId: string;
}

export interface CalledProcessQuestion {
  readonly caller: InstanceIdentity;
  readonly processId: string;
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
}

export interface CalledProcess {
  readonly processDefinitionKey: string;
  readonly processDefinitionVersion: number;
  readonly programHash: string;
  readonly program: Program;
}

/** Which decision an instance calls, and what it is evaluated with. */
export interface DecisionQuestion extends DecisionChoice, DecisionInputs {
  readonly caller: InstanceIdentity;
}

/** A message thrown by an instance, for the router; `messageId` makes a repeated call harmless. */
export interface MessagePublication {
  readonly instance: InstanceIdentity;
  readonly messageId: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly timeToLiveMs: number;
  readonly variables: Variables;
}

/** A BPMN signal thrown by an instance, for every subscriber of its organisation. */
export interface SignalBroadcast {
  readonly instance: InstanceIdentity;
  readonly deliveryId: string;
  readonly name: string;
  readonly variables: Variables;
}

/** A timer start is due; `starterId` and `dueAt` make a repeated call harmless. */
export interface TimerFiring {
  readonly organisationId: string;
  readonly starterId: string;
  readonly processDefinitionKey: string;
  readonly version: number;
  readonly elementId: string;
  readonly definition?: number;
  readonly dueAt: number;
}

/** `moved`: a newer version serves this instant. `retired`: no version does any more. */
export type TimerFiringAnswer = 'started' | 'moved' | 'retired';

/** A job for a worker that comes for it; kept once per `jobId`. */
export interface ExternalJob {
  readonly instance: InstanceIdentity;
  readonly jobId: string;
  readonly elementId: string;
  readonly jobType: string;
  /** Attempts in all. */
  readonly retries: number;
  readonly retryBackoffMs: number;
  /** Limit of one attempt, where the worker names none. */
  readonly timeoutMs: number;
  readonly variables: Variables;
}

/** What a worker of a job gets: Temporal activity type = job type, this is its one argument. */
export interface JobRequest {
  readonly instance: InstanceIdentity;
  readonly jobId: string;
  readonly elementId: string;
  readonly jobType: string;
  readonly variables: Variables;
}

/** What a worker of a job answers: variables for the element's scope. */
export type JobResult = Variables | null | undefined;

/**
 * What workflows need of the world. The server implements it; each function becomes a Temporal activity.
 *
 * All must be idempotent: an activity may run again when a worker dies before its result is recorded.
 */
export interface ActivityPorts {
  /** Stores facts once each and brings projections (instances, inbox, incidents, subscriptions, …) up to them. Local activity. */
  recordFacts(batch: FactBatch): Promise<void>;
  /**
   * Derives deadlines by calendar and agreement as they stand now. Local activity. Throws the engine's errors of terms
   * (`isTermsError`) for what people must mend.
   */
  deriveDeadlines(question: DeadlineQuestion): Promise<DerivedTerms>;
  /** Finds the version of a called process for the caller's scope. Local activity. Throws `CalledProcessNotFound` (non-retryable). */
  resolveCalledProcess(question: CalledProcessQuestion): Promise<CalledProcess>;
  /** Finds the version of a decision for the caller's scope and evaluates it; what cannot be decided is an outcome. Local activity. */
  evaluateDecision(question: DecisionQuestion): Promise<DecisionOutcome>;
  /** Takes a thrown message into the router: stored once per `messageId`, delivered by `deliverMessage`. Called after the throwing step is committed. */
  publishMessage(publication: MessagePublication): Promise<void>;
  /** Delivers a thrown signal by `deliverBpmnSignal` to the instances that wait for it now. Called after the throwing step is committed. */
  broadcastSignal(broadcast: SignalBroadcast): Promise<void>;
  /** Keeps a job until a worker comes for it; its outcome is told by `completeJob`. Called after the step that asks for it is committed. */
  openJob(job: ExternalJob): Promise<void>;
  /** The job is no longer wanted; also if it comes before `openJob`. */
  closeJob(job: Pick<ExternalJob, 'instance' | 'jobId'>): Promise<void>;
  /** Starts one instance per instant that a timer start is due. */
  startByTimer(firing: TimerFiring): Promise<TimerFiringAnswer>;
}

/** Content-addressed store of large payloads; the codec's other half. */
export interface BlobStore {
  /** Stores bytes under their SHA-256 (hex) unless they are there already; gives the hash. */
  put(bytes: Uint8Array): Promise<string>;
  /** Throws `BlobNotFound` for an unknown hash. */
  get(hash: string): Promise<Uint8Array>;
}

/** Failure type of a job whose worker answers with a BPMN error: `ApplicationFailure` with this type and `details: [{ errorCode, variables }]`. */
export const BPMN_ERROR_FAILURE_TYPE = 'BpmnError';

export type JobWorkers = Readonly<Record<string, (request: JobRequest) => Promise<JobResult>>>;
