export type { BusinessCalendar, CriticalPeriod, WeeklyHours } from './clocks/calendar.js';
export { checkAgreement } from './clocks/check-agreement.js';
export { checkCalendar, type TermsProblem } from './clocks/check-calendar.js';
export { type PreparedCalendar, prepareCalendar } from './clocks/service-periods.js';
export type { Agreement, AgreementTarget } from './clocks/agreement.js';
export { type DeadlineQuestion, deriveTerms, isTermsError } from './clocks/answer-deadlines.js';
export {
  CalendarMissingError,
  CalendarUnusableError,
  CommitmentUnknownError,
} from './clocks/errors.js';
export { type ClockSources, findAgreedTarget } from './clocks/find-agreed-target.js';
export { type Deadline, deriveDeadlines, usedServiceTime } from './clocks/service-time.js';
export type { LedgerEntry, ServiceTimeLedger } from './clocks/ledger.js';
export { type DecisionCall, listDecisionCalls } from './decision-calls.js';
export type { ElementType, EventDefinitionType } from './model/element-type.js';
export type { Program, ProgramElement, ProgramFlow, ProgramStartEvent } from './model/program.js';
export type {
  AgreementScope,
  ClockChange,
  Commitment,
  DerivedTerms,
} from './protocol/clock-terms.js';
export type {
  BroadcastSignal,
  CancelChild,
  CancelJob,
  CancelTimer,
  CaughtErrors,
  CloseTask,
  Command,
  CommandType,
  DeriveDeadlines,
  EndInstance,
  EscalateToParent,
  EvaluateDecision,
  OpenTask,
  PublishMessage,
  ResumeChild,
  RunJob,
  RunScript,
  StartChild,
  StartTimer,
  Subscribe,
  SuspendChild,
  TaskCandidates,
  Unsubscribe,
} from './protocol/commands.js';
export type {
  DecisionChoice,
  DecisionEvaluation,
  DecisionInputs,
  DecisionOutcome,
  EvaluatedDecision,
  UndecidedCall,
} from './protocol/decisions.js';
export type { Incident, IncidentCode } from './protocol/incidents.js';
export type {
  Actor,
  AdHocActivitiesStarted,
  AdHocCompleted,
  ChildEnded,
  ChildEscalated,
  DeadlinesDerived,
  DecisionEvaluated,
  DecisionFailed,
  IncidentRetried,
  InnerStart,
  Input,
  InputRefusal,
  InputType,
  InstanceCancelRequested,
  InstanceResumed,
  InstanceStarted,
  InstanceSuspended,
  JobCompleted,
  JobErrorThrown,
  JobFailed,
  MessageReceived,
  SignalReceived,
  TaskCompleted,
  TermsPublished,
  TimerFired,
  UntimedInput,
  VariablesSet,
} from './protocol/inputs.js';
export {
  jobAnswer,
  type JobOutcome,
  outcomeOfScript,
  type ScriptOutcome,
} from './protocol/job-outcome.js';
export type { JsonValue, Variables } from './protocol/json.js';
export type { RunScriptNow, ScriptRequest } from './protocol/scripts.js';
export type { StepResult } from './protocol/step-result.js';
export type { ClockEvent, TraceRecord, TraceType } from './protocol/trace.js';
export {
  planNextStart,
  planStartTimer,
  readStartTriggers,
  startKeyOf,
  type StartTimerDefinition,
  type StartTimerPlan,
  type StartTrigger,
} from './start-triggers.js';
export { findSharedStarts, listMessageStarts, type SharedStart } from './shared-starts.js';
export { excludedFromTask } from './state/exclusions.js';
export { createInstance } from './state/create-instance.js';
export type { ElementInstance, InstanceState, OpenIncident, Wait } from './state/instance-state.js';
export { migrateState, type VersionedState } from './state/migrations/migrate-state.js';
export { step } from './step.js';
export { deferredTimers } from './suspension.js';
