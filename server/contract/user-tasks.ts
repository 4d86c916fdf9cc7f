import { z } from 'zod';
import { formResponseSchema } from './process-definitions.js';
import { instantSchema, keySchema, variablesSchema } from './json.js';
import { searchRequest, searchResult } from './search.js';

export const userTaskStateSchema = z.enum(['created', 'completed', 'canceled']);
export const riskSchema = z.enum(['none', 'atRisk', 'breached']);

export const userTaskSchema = z.object({
  userTaskKey: z.string(),
  name: z.string(),
  elementId: z.string(),
  state: userTaskStateSchema,
  /** Its instance is suspended: nobody can claim or complete it now. */
  isSuspended: z.boolean(),
  assignee: z.string().optional(),
  assigneeName: z.string().optional(),
  candidateUsers: z.array(z.string()),
  candidateGroups: z.array(z.string()),
  candidateRoles: z.array(z.string()),
  /** Names of those who may neither claim nor complete it, whatever their roles; left out: nobody is excluded. */
  excludedUsers: z.array(z.string()).optional(),
  priority: z.number(),
  createdAt: z.string(),
  dueAt: z.string().optional(),
  followUpAt: z.string().optional(),
  completedAt: z.string().optional(),
  completedBy: z.string().optional(),
  /** Who was absent and in whose place it was completed. */
  completedOnBehalfOf: z.string().optional(),
  risk: riskSchema,
  /** The clock that the task runs under; `breachAt` moves while service time is paused. */
  clock: z
    .object({
      state: z.enum(['running', 'paused', 'stopped']),
      atRiskAt: z.string().optional(),
      breachAt: z.string().optional(),
      /** Service time left now, in milliseconds; negative once the target is used up. */
      remainingMs: z.number().optional(),
      /** Why it is paused; empty if nothing says why. */
      pausedFor: z.string().optional(),
    })
    .optional(),
  formId: z.string().optional(),
  processInstanceKey: z.string(),
  processInstanceName: z.string().optional(),
  businessKey: z.string(),
  processDefinitionKey: z.string(),
  processDefinitionId: z.string(),
  processDefinitionName: z.string(),
  serviceId: z.string().optional(),
  customerId: z.string().optional(),
  /** Raised when the process changes who is offered the task. */
  assignmentEpoch: z.int(),
  /** Raised by every claim, release and assignment. Both go back with a completion. */
  claimVersion: z.int(),
  /** What the person may do now. */
  can: z.object({
    claim: z.boolean(),
    release: z.boolean(),
    complete: z.boolean(),
    assign: z.boolean(),
    delegate: z.boolean(),
    resolve: z.boolean(),
    handOver: z.boolean(),
    escalate: z.boolean(),
    followUp: z.boolean(),
  }),
  /** Whoever has it does it for this person, and hands it back. */
  delegatedBy: z.string().optional(),
  /** A person has escalated it. */
  isEscalated: z.boolean(),
  /** Whoever has it has put it off until then. */
  deferredUntil: z.string().optional(),
  commentCount: z.int(),
});

export const userTaskDraftSchema = z.object({ variables: variablesSchema, savedAt: z.string() });

export const userTaskDetailSchema = userTaskSchema.extend({
  form: formResponseSchema.optional(),
  /** What the form shows at first: the variables that the task sees. */
  variables: z.record(z.string(), z.unknown()),
  /** The person's own unfinished input. */
  draft: userTaskDraftSchema.optional(),
  temporalUiUrl: z.string().optional(),
});

/** An instant, or a span from now: `P2D`, `PT4H`, `-P1W`. */
const momentSchema = z.union([
  instantSchema,
  z
    .string()
    .regex(
      /^[+-]?P(?=\d|T\d)(\d{1,4}W)?(\d{1,4}D)?(T(?=\d)(\d{1,5}H)?(\d{1,5}M)?)?$/,
      'Expected an instant or a span from now such as P2D or PT4H',
    ),
]);
const prioritySchema = z.number().min(0).max(100);

export const userTaskFilterSchema = z.strictObject({
  mine: z.boolean().optional(),
  myGroups: z.boolean().optional(),
  unassigned: z.boolean().optional(),
  atRisk: z.boolean().optional(),
  /** Completed by me. */
  completed: z.boolean().optional(),
  state: z.array(userTaskStateSchema).optional(),
  /** User name, or `me`. */
  assignee: z.string().min(1).max(100).optional(),
  /** Offered to this group. */
  group: z.string().min(1).max(100).optional(),
  processInstanceKey: keySchema.optional(),
  processDefinitionId: z.string().max(200).optional(),
  serviceId: z.string().max(100).optional(),
  businessKey: z.string().max(100).optional(),
  priority: z
    .strictObject({ from: prioritySchema.optional(), to: prioritySchema.optional() })
    .optional(),
  due: z
    .strictObject({ before: momentSchema.optional(), after: momentSchema.optional() })
    .optional(),
  /** With `mine`: also what I have put off until a later date. */
  isLaterShown: z.boolean().optional(),
  text: z.string().max(200).optional(),
});

export const userTaskSearchRequestSchema = searchRequest(userTaskFilterSchema, [
  'priority',
  'dueAt',
  'createdAt',
  'completedAt',
  'name',
  'businessKey',
]);

/** The orders of the inbox; there is an index for each of them. */
export const taskOrders = {
  due: [
    { field: 'dueAt', order: 'asc' },
    { field: 'priority', order: 'desc' },
    { field: 'createdAt', order: 'asc' },
  ],
  priority: [
    { field: 'priority', order: 'desc' },
    { field: 'dueAt', order: 'asc' },
    { field: 'createdAt', order: 'asc' },
  ],
  newest: [{ field: 'createdAt', order: 'desc' }],
  completed: [{ field: 'completedAt', order: 'desc' }],
} as const;
export const userTaskSearchResultSchema = searchResult(userTaskSchema);

const countSchema = z.object({ count: z.int(), hasMore: z.boolean() });
export const userTaskCountsSchema = z.object({
  mine: countSchema,
  myGroups: countSchema,
  unassigned: countSchema,
  atRisk: countSchema,
  completed: countSchema,
});

export const assignUserTaskSchema = z.object({
  /** Left out: me. */
  assignee: z.string().min(1).max(100).optional(),
  /** Take it even if somebody else has claimed it (needs the right to assign). */
  allowOverride: z.boolean().default(false),
  /** The version that the person saw; another answers 409. */
  claimVersion: z.int().optional(),
});
export const claimResultSchema = z.object({
  assignee: z.string().optional(),
  claimVersion: z.int(),
});

export const completeUserTaskSchema = z.object({
  variables: variablesSchema.default({}),
  /** The caller's id of this command: repeated, the same answer is given. */
  commandId: z.string().min(8).max(100),
  assignmentEpoch: z.int(),
  claimVersion: z.int().optional(),
});
export const completionResultSchema = z.object({
  /** `pending`: kept and certain to be settled, though the engine did not answer in time. */
  state: z.enum(['completed', 'pending']),
  completedAt: z.string(),
});
export const saveTaskDraftSchema = z.object({ variables: variablesSchema });

export type UserTask = z.infer<typeof userTaskSchema>;
export type UserTaskDetail = z.infer<typeof userTaskDetailSchema>;
export type UserTaskFilter = z.infer<typeof userTaskFilterSchema>;
export type UserTaskCounts = z.infer<typeof userTaskCountsSchema>;
export type CompletionResult = z.infer<typeof completionResultSchema>;
export type Risk = z.infer<typeof riskSchema>;
