import { z } from 'zod';
import { keySchema, variablesSchema } from './json.js';
import { scopeSchema } from './scope.js';
import { searchRequest, searchResult } from './search.js';

export const instanceStateSchema = z.enum(['active', 'completed', 'canceled', 'failed']);

export const startInstanceSchema = z.object({
  processDefinitionId: z.string().min(1).max(200),
  /** Decides which variant applies: the most specific one that is deployed. */
  scope: scopeSchema.default({}),
  variables: variablesSchema.default({}),
  startElementId: z.string().max(200).optional(),
  /** The caller's id of this command: repeated, the same instance is answered. */
  commandId: z.string().min(8).max(100).optional(),
});

export const startInstanceResultSchema = z.object({
  processInstanceKey: z.string(),
  businessKey: z.string(),
  processDefinitionKey: z.string(),
  processDefinitionVersion: z.int(),
});

export const processInstanceSchema = z.object({
  processInstanceKey: z.string(),
  businessKey: z.string(),
  name: z.string().optional(),
  processDefinitionKey: z.string(),
  processDefinitionId: z.string(),
  processDefinitionName: z.string(),
  processDefinitionVersion: z.int(),
  scope: scopeSchema,
  state: instanceStateSchema,
  /** An operator has stopped it for a while. */
  isSuspended: z.boolean(),
  hasIncident: z.boolean(),
  startedAt: z.string(),
  startedBy: z.string(),
  endedAt: z.string().optional(),
  /** Why it was canceled, or the error it ended with. */
  endReason: z.string().optional(),
  parentProcessInstanceKey: z.string().optional(),
  /** Elements that hold a token, with their names. */
  activeElements: z.array(z.object({ elementId: z.string(), name: z.string() })),
  /** The worst state of its clocks. */
  risk: z.enum(['none', 'atRisk', 'breached']),
  /** Sequence number of the last fact; rises with every change. */
  version: z.int(),
  /** Only for admins. */
  temporalUiUrl: z.string().optional(),
});

export const processInstanceSearchRequestSchema = searchRequest(
  z.object({
    state: z.array(instanceStateSchema).optional(),
    processDefinitionId: z.string().optional(),
    processDefinitionKey: keySchema.optional(),
    serviceId: z.string().optional(),
    isSuspended: z.boolean().optional(),
    hasIncident: z.boolean().optional(),
    risk: z.array(z.enum(['none', 'atRisk', 'breached'])).optional(),
    businessKey: z.string().optional(),
    startedBy: z.string().optional(),
    /** Started by me. */
    mine: z.boolean().optional(),
    elementId: z.string().optional(),
    text: z.string().max(200).optional(),
  }),
  ['startedAt', 'endedAt', 'businessKey', 'state', 'processDefinitionVersion'],
);
export const processInstanceSearchResultSchema = searchResult(processInstanceSchema);

export const factSchema = z.object({
  seq: z.int(),
  type: z.string(),
  elementId: z.string().optional(),
  elementName: z.string().optional(),
  elementInstanceKey: z.string().optional(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  actor: z
    .object({
      type: z.enum(['user', 'system', 'external']),
      id: z.string(),
      /** Who was absent and in whose place the person acted. */
      onBehalfOf: z.string().optional(),
    })
    .optional(),
  data: z.record(z.string(), z.unknown()),
});
export const factQuerySchema = z.object({
  from: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  order: z.enum(['asc', 'desc']).default('asc'),
});
export const factPageSchema = searchResult(factSchema);

export const variableSchema = z.object({
  name: z.string(),
  value: z.unknown(),
  /** Left out: a variable of the instance itself. */
  elementInstanceKey: z.string().optional(),
  elementId: z.string().optional(),
  updatedAt: z.string(),
});
export const variableListSchema = z.object({ items: z.array(variableSchema) });
export const setVariablesSchema = z.object({
  variables: variablesSchema,
  elementInstanceKey: z.string().optional(),
  commandId: z.string().min(8).max(100).optional(),
});

export const elementInstancesSchema = z.object({
  elements: z.array(
    z.object({
      elementId: z.string(),
      active: z.int(),
      completed: z.int(),
      canceled: z.int(),
      incidents: z.int(),
    }),
  ),
  takenFlows: z.array(z.object({ flowId: z.string(), count: z.int() })),
  version: z.int(),
});

export const clockSchema = z.object({
  clockKey: z.string(),
  clockId: z.string(),
  elementId: z.string(),
  elementName: z.string().optional(),
  state: z.enum(['running', 'paused', 'stopped']),
  risk: z.enum(['none', 'atRisk', 'breached']),
  calendarId: z.string().optional(),
  calendarVersion: z.string().optional(),
  /** Of a clock that counts by an agreement. */
  commitment: z.string().optional(),
  priority: z.string().optional(),
  agreementId: z.string().optional(),
  agreementVersion: z.string().optional(),
  /** In milliseconds of service time. */
  targetMs: z.number().optional(),
  usedMs: z.number().optional(),
  /** Negative once the target is used up. */
  remainingMs: z.number().optional(),
  deadlines: z.array(
    z.object({
      kind: z.enum(['atRisk', 'breach']),
      share: z.number(),
      dueAt: z.string(),
      reachedAt: z.string().optional(),
    }),
  ),
  startedAt: z.string().optional(),
  pausedFor: z.string().optional(),
});
export const clockListSchema = z.object({ items: z.array(clockSchema) });

/** Of who stops an instance, for good or for a while. */
export const stopInstanceSchema = z.object({
  reason: z.string().min(1).max(2_000),
  commandId: z.string().min(8).max(100).optional(),
});
export const resumeInstanceSchema = z.object({
  reason: z.string().min(1).max(2_000).optional(),
  commandId: z.string().min(8).max(100).optional(),
});
export const withdrawInstanceSchema = z.object({ reason: z.string().min(1).max(2_000) });

export type InstanceState = z.infer<typeof instanceStateSchema>;
export type ProcessInstance = z.infer<typeof processInstanceSchema>;
export type Fact = z.infer<typeof factSchema>;
export type Variable = z.infer<typeof variableSchema>;
export type ElementInstances = z.infer<typeof elementInstancesSchema>;
export type Clock = z.infer<typeof clockSchema>;
