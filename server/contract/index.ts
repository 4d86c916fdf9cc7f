export {
  abilitySubjects,
  rightsPresets,
  type AbilityAction,
  type AbilitySubject,
  type RightsPreset,
} from './ability.js';
export type { Absence } from './absences.js';
export type { ApiToken, TokenScope } from './api-tokens.js';
export type { AdHocSubProcess } from './ad-hoc-activities.js';
export type { AuditEntry } from './audit-logs.js';
export type {
  CheckResult,
  DeploymentRequest,
  DeploymentResult,
  Difference,
  FormSchema,
  ModelProblem,
  NamedDecisions,
  NamedForm,
  Verdict,
} from './deployments.js';
export type { DecisionDefinition, DecisionInstance, EvaluatedDecision } from './decisions.js';
export type { Draft, DraftHead, NewDraft } from './drafts.js';
export type {
  Endpoint,
  EndpointBody,
  EndpointInput,
  EndpointParams,
  EndpointQuery,
  EndpointQueryInput,
  EndpointResponse,
  FileDownload,
} from './endpoint.js';
export { endpoints, type EndpointName, type Endpoints } from './endpoints/all-endpoints.js';
export {
  SOCKET_PATH,
  type ChangeEvent,
  type ChangeEventType,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from './events.js';
export type { Incident } from './incidents.js';
export type { ActivatedJob, ActivateJobs, Job } from './jobs.js';
export type { PublishMessage, PublishMessageResult } from './messages.js';
export type { Customer, Group, OrganisationRole, RoleHolding, Unit } from './organisation.js';
export type { Delivery } from './deliveries.js';
export {
  notificationKinds,
  type Notification,
  type NotificationKind,
  type NotificationPreferences,
  type NotificationSettings,
} from './notifications.js';
export { problemDetailsSchema, type FieldError, type ProblemDetails } from './problem.js';
export type { BasedOn, ProcessDefinition, StartableProcess } from './process-definitions.js';
export type {
  Clock,
  ElementInstances,
  Fact,
  InstanceState,
  ProcessInstance,
  Variable,
} from './process-instances.js';
export type {
  RecordDetail,
  RecordFilter,
  RecordHead,
  RecordImportResult,
  RecordImportRow,
  RecordLinkView,
  RecordTypeDescription,
  RecordTypeField,
  RecordVersion,
} from './records.js';
export type { Scope, Service } from './scope.js';
export { COUNT_LIMIT, type PageInfo, type PageRequest } from './search.js';
export type {
  Agreement,
  AgreementContent,
  Calendar,
  CalendarContent,
  TermsCheck,
} from './terms.js';
export type { ColorScheme, Session } from './session.js';
export { stepDescriptors } from './steps.js';
export type { StepDescriptor, StepInput, StepValueType } from './steps/step-descriptor.js';
export type { User } from './users.js';
export type { BulkResult, BulkTask, StoryLine, TaskComment, TaskFilter } from './task-acts.js';
export {
  taskOrders,
  type CompletionResult,
  type Risk,
  type UserTask,
  type UserTaskCounts,
  type UserTaskDetail,
  type UserTaskFilter,
} from './user-tasks.js';
export type { Webhook, WebhookEvent } from './webhooks.js';
