import { z } from 'zod';
import { jsonValueSchema, keySchema, variablesSchema } from './json.js';
import { fieldErrorSchema } from './problem.js';
import { scopeSchema } from './scope.js';
import { searchRequest, searchResult } from './search.js';

const nameSchema = z.string().min(1).max(100);
const reasonSchema = z.string().trim().min(1).max(2_000);
/** The caller's id of a command: repeated, it changes nothing and gives the same answer. */
const commandIdSchema = z.string().min(8).max(200);

export const recordTypeFieldSchema = z.looseObject({
  title: z.string(),
  description: z.string().optional(),
  type: z.string(),
  enum: z.array(z.string()).optional(),
  format: z.string().optional(),
  'x-labels': z.record(z.string(), z.string()).optional(),
  'x-control': z.string().optional(),
});

export const recordTypeSchema = z.object({
  recordTypeId: z.string(),
  name: z.string(),
  plural: z.string(),
  description: z.string(),
  idPattern: z.string(),
  titleField: z.string(),
  searchFields: z.array(z.string()),
  summaryFields: z.array(z.string()),
  dueField: z.string().optional(),
  /** JSON Schema (draft 2020-12) of the fields; `title` is the label. */
  schema: z.looseObject({
    properties: z.record(z.string(), recordTypeFieldSchema),
    required: z.array(z.string()),
  }),
  initialStatus: z.string(),
  states: z.array(z.object({ id: z.string(), name: z.string(), isTerminal: z.boolean() })),
  transitions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      from: z.array(z.string()),
      to: z.string(),
      requires: z.array(z.string()),
    }),
  ),
  relations: z.array(
    z.object({ id: z.string(), name: z.string(), inverse: z.string(), to: z.array(z.string()) }),
  ),
  /** How long a record is kept after it has closed, as an ISO duration. */
  retention: z.string(),
  can: z.object({ create: z.boolean() }),
});
export const recordTypeListSchema = z.object({ items: z.array(recordTypeSchema) });

const recordHeadSchema = z.object({
  recordKey: z.string(),
  recordTypeId: z.string(),
  title: z.string(),
  status: z.string(),
  statusName: z.string(),
  isClosed: z.boolean(),
  /** Raised by every change; also the `ETag`, as `"3"`. */
  version: z.int(),
  fields: z.record(z.string(), jsonValueSchema),
  scope: scopeSchema,
  dueAt: z.string().optional(),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  closedAt: z.string().optional(),
  /** When it need no longer be kept. */
  retainUntil: z.string().optional(),
});

export const recordAttachmentSchema = z.object({
  attachmentKey: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
  addedAt: z.string(),
  addedBy: z.string(),
});

export const recordSchema = recordHeadSchema.extend({
  attachments: z.array(recordAttachmentSchema),
  /** What may be done with it now, and what is missing for it. */
  transitions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      to: z.string(),
      toName: z.string(),
      missing: z.array(z.string()),
    }),
  ),
  can: z.object({ change: z.boolean() }),
});

const linkTargetSchema = z.union([
  z.strictObject({ recordKey: keySchema }),
  z.strictObject({ processInstanceKey: keySchema }),
]);

export const newLinkSchema = z.object({
  relation: nameSchema,
  target: linkTargetSchema,
  reason: reasonSchema.optional(),
  commandId: commandIdSchema.optional(),
});

export const recordLinkSchema = z.object({
  linkKey: z.string(),
  relation: z.string(),
  /** As this record says it: the other end reads it the other way. */
  label: z.string(),
  direction: z.enum(['out', 'in']),
  /** Left out if the other end is an instance. */
  record: recordHeadSchema
    .pick({ recordKey: true, recordTypeId: true, title: true, status: true, statusName: true })
    .extend({ isClosed: z.boolean() })
    .optional(),
  instance: z
    .object({
      processInstanceKey: z.string(),
      businessKey: z.string(),
      processDefinitionName: z.string(),
      state: z.string(),
    })
    .optional(),
});
export const recordLinkListSchema = z.object({ items: z.array(recordLinkSchema) });

export const newRecordSchema = z.object({
  recordTypeId: nameSchema,
  fields: variablesSchema,
  scope: scopeSchema.default({}),
  links: z
    .array(newLinkSchema.pick({ relation: true, target: true }))
    .max(100)
    .default([]),
  reason: reasonSchema.optional(),
  commandId: commandIdSchema.optional(),
});

/** `null` empties a field; fields that are left out stay. `If-Match` with the version that was read is required. */
export const recordUpdateSchema = z.object({
  fields: variablesSchema,
  scope: scopeSchema.optional(),
  reason: reasonSchema.optional(),
  commandId: commandIdSchema.optional(),
});

export const recordTransitionSchema = z.object({
  transitionId: nameSchema,
  /** Filled in together with the transition. */
  fields: variablesSchema.default({}),
  reason: reasonSchema.optional(),
  commandId: commandIdSchema.optional(),
});

export const recordFilterSchema = z.object({
  recordTypeId: nameSchema.optional(),
  status: z.array(nameSchema).max(50).optional(),
  isClosed: z.boolean().optional(),
  /** Begins of words, or of the number; all must be there. */
  text: z.string().max(200).optional(),
  serviceId: z.string().max(100).optional(),
  customerId: z.string().max(100).optional(),
  /** Records that have to do with this person. */
  participant: z.string().max(100).optional(),
  /** Fields that have exactly this value. */
  fields: z
    .record(z.string().regex(/^[a-z][a-zA-Z0-9]*$/), z.union([z.string(), z.number(), z.boolean()]))
    .optional(),
  linkedRecordKey: keySchema.optional(),
  processInstanceKey: keySchema.optional(),
});
export const recordSearchRequestSchema = searchRequest(recordFilterSchema, [
  'updatedAt',
  'createdAt',
  'title',
  'status',
  'dueAt',
]);
export const recordSearchResultSchema = searchResult(recordHeadSchema);

const changedValueSchema = z.object({
  /** `fields.priority`, `status`, `links`, `attachments`, `scope`. */
  path: z.string(),
  before: jsonValueSchema.optional(),
  after: jsonValueSchema.optional(),
});

/** One version of a record, and what it changed. */
export const recordVersionSchema = z.object({
  version: z.int(),
  change: z.enum([
    'created',
    'updated',
    'transitioned',
    'linked',
    'unlinked',
    'attached',
    'detached',
    'imported',
  ]),
  status: z.string(),
  at: z.string(),
  by: z.string(),
  reason: z.string().optional(),
  /** The step of a process that did it. */
  source: z
    .object({
      processInstanceKey: z.string().optional(),
      businessKey: z.string().optional(),
      elementId: z.string().optional(),
      userTaskKey: z.string().optional(),
      jobKey: z.string().optional(),
    })
    .optional(),
  changes: z.array(changedValueSchema),
});
export const recordHistorySchema = z.object({ items: z.array(recordVersionSchema) });
export const recordHistoryQuerySchema = z.object({
  /** Versions before this one. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const importRowSchema = z.object({
  /** The name of the record where it comes from: imported again, it is compared instead of created. */
  externalKey: z.string().min(1).max(200).optional(),
  fields: variablesSchema,
  status: nameSchema.optional(),
  scope: scopeSchema.default({}),
  /** To records of the same import or of an earlier one by `externalKey`, or by number. */
  links: z
    .array(z.object({ relation: nameSchema, to: z.string().min(1).max(200) }))
    .max(100)
    .default([]),
});

export const recordImportSchema = z.union([
  z.strictObject({
    recordTypeId: nameSchema,
    isDryRun: z.boolean().default(false),
    rows: z.array(importRowSchema).min(1).max(5_000),
  }),
  z.strictObject({
    recordTypeId: nameSchema,
    isDryRun: z.boolean().default(false),
    /** First line: `externalKey`, `status`, `serviceId`, `customerId`, `unitId` and fields. */
    csv: z.string().min(1).max(5_000_000),
  }),
]);
export const recordImportResultSchema = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** Counted from 1; nothing is imported if there are any. */
  problems: z.array(fieldErrorSchema.extend({ row: z.int() })),
  recordKeys: z.array(z.string()),
});

export const recordExportSchema = z.object({
  filter: recordFilterSchema.required({ recordTypeId: true }),
  format: z.enum(['json', 'csv']).default('json'),
});
export const recordExportResultSchema = z.object({
  format: z.enum(['json', 'csv']),
  /** At most as many as one import takes; `hasMore` says that there are others. */
  count: z.int(),
  hasMore: z.boolean(),
  content: z.string(),
});

export type RecordTypeField = z.infer<typeof recordTypeFieldSchema>;
export type RecordTypeDescription = z.infer<typeof recordTypeSchema>;
export type RecordHead = z.infer<typeof recordHeadSchema>;
export type RecordDetail = z.infer<typeof recordSchema>;
export type RecordLinkView = z.infer<typeof recordLinkSchema>;
export type RecordFilter = z.infer<typeof recordFilterSchema>;
export type RecordVersion = z.infer<typeof recordVersionSchema>;
export type RecordImportRow = z.infer<typeof importRowSchema>;
export type RecordImportResult = z.infer<typeof recordImportResultSchema>;
