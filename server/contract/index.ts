export {
  abilityActions,
  abilitySubjects,
  roles,
  type AbilityAction,
  type AbilitySubject,
  type Role,
} from './ability.js';
export type { AuditEntry } from './audit-logs.js';
export type {
  CheckResult,
  DeploymentRequest,
  DeploymentResult,
  Difference,
  FormSchema,
  ModelProblem,
  NamedForm,
  Verdict,
} from './deployments.js';
export type { Draft, DraftHead, DraftUpdate, NewDraft } from './drafts.js';
export type {
  Endpoint,
  EndpointAccess,
  EndpointBody,
  EndpointInput,
  EndpointParams,
  EndpointQuery,
  EndpointQueryInput,
  EndpointResponse,
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
export type { PublishMessage, PublishMessageResult } from './messages.js';
export type { Notification } from './notifications.js';
export { problemDetailsSchema, type FieldError, type ProblemDetails } from './problem.js';
export type {
  BasedOn,
  ElementStatistics,
  FormResponse,
  ProcessDefinition,
  StartableProcess,
} from './process-definitions.js';
export type {
  Clock,
  ElementInstances,
  Fact,
  InstanceState,
  ProcessInstance,
  StartInstance,
  Variable,
} from './process-instances.js';
export type { Scope, Service } from './scope.js';
export { COUNT_LIMIT, type PageInfo, type PageRequest, type SearchResult } from './search.js';
export {
  passwordSchema,
  type ColorScheme,
  type Login,
  type PasswordChange,
  type Person,
  type Preferences,
  type Session,
} from './session.js';
export type { NewUser, User, UserUpdate } from './users.js';
export type {
  CompleteUserTask,
  CompletionResult,
  Risk,
  UserTask,
  UserTaskCounts,
  UserTaskDetail,
  UserTaskFilter,
} from './user-tasks.js';
