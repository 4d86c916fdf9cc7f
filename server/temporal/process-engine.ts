import type { Program } from '../../engine/index.js';
import type {
  CancelInstanceCommand,
  CompleteAdHocCommand,
  CompleteJobCommand,
  CompleteTaskCommand,
  MessageDelivery,
  MessageRecall,
  ProcessWorkflowStart,
  PublishTermsCommand,
  RetryIncidentCommand,
  SetVariablesCommand,
  SignalDelivery,
  StartActivitiesCommand,
  SuspensionCommand,
} from '../../workflows/messages.js';
import type { TimerChange } from '../../workflows/timer-starter-messages.js';

/** What the server asks of the durable engine. All are idempotent by the ids in their arguments. */
export interface ProcessEngine {
  /** Starts the instance unless it was started before. */
  start(program: Program, start: ProcessWorkflowStart): Promise<void>;
  completeTask(instanceId: string, command: CompleteTaskCommand): Promise<void>;
  /** Tells how an external job went. */
  completeJob(instanceId: string, command: CompleteJobCommand): Promise<void>;
  retryIncident(instanceId: string, command: RetryIncidentCommand): Promise<void>;
  setVariables(instanceId: string, command: SetVariablesCommand): Promise<void>;
  cancel(instanceId: string, command: CancelInstanceCommand): Promise<void>;
  /** Suspends or resumes, those that the instance has called as well. */
  suspend(instanceId: string, command: SuspensionCommand): Promise<void>;
  /** Tells of a new version of a calendar or agreement. */
  publishTerms(instanceId: string, command: PublishTermsCommand): Promise<void>;
  startActivities(instanceId: string, command: StartActivitiesCommand): Promise<void>;
  completeAdHoc(instanceId: string, command: CompleteAdHocCommand): Promise<void>;
  deliverMessage(instanceId: string, delivery: MessageDelivery): Promise<void>;
  deliverSignal(instanceId: string, delivery: SignalDelivery): Promise<void>;
  /** Once answered, the instance has told that it took the message, or never takes it. */
  recallMessage(instanceId: string, recall: MessageRecall): Promise<void>;
  /** Sets up, changes or ends the starter of a timer start; an older version than it knows changes nothing. */
  changeTimerStart(organisationId: string, starterId: string, change: TimerChange): Promise<void>;
  /** Throws `EngineUnavailable` when Temporal does not answer. */
  checkHealth(): Promise<void>;
}
