import { z } from 'zod';
import { namedDecisionsSchema, namedFormSchema, reasonsSchema } from './deployments.js';
import { keySchema } from './json.js';
import { basedOnSchema } from './process-definitions.js';
import { scopeSchema } from './scope.js';
import { searchRequest, searchResult } from './search.js';

/** A new draft: a next version of a deployed process, a tailoring of a standard, or a new process. */
export const newDraftSchema = z.union([
  z.strictObject({ processDefinitionKey: keySchema }),
  z.strictObject({
    baseProcessDefinitionKey: keySchema,
    scope: scopeSchema,
    name: z.string().min(1).max(200).optional(),
  }),
  z.strictObject({
    xml: z.string().min(1).max(10_000_000),
    forms: z.array(namedFormSchema).max(200).optional(),
    decisions: z.array(namedDecisionsSchema).max(50).optional(),
  }),
]);

const draftHeadSchema = z.object({
  draftKey: z.string(),
  name: z.string(),
  processDefinitionId: z.string(),
  scope: scopeSchema,
  isTailored: z.boolean(),
  /** The pinned version of the standard, for a tailoring. */
  basedOn: basedOnSchema.optional(),
  /** The deployed version that the draft was opened from. */
  source: z.object({ processDefinitionKey: z.string(), version: z.int() }).optional(),
  /** Raised by every save; also the `ETag`, as `"3"`. */
  version: z.int(),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});

export const draftSchema = draftHeadSchema.extend({
  xml: z.string(),
  forms: z.array(namedFormSchema),
  /** DMN files. */
  decisions: z.array(namedDecisionsSchema),
  /** Reasons by `differenceId`. */
  reasons: reasonsSchema,
  /** XML of the pinned standard, for a tailoring. */
  baseXml: z.string().optional(),
});

/** `If-Match` with the version that was read is required; another answers 412 and changes nothing. */
export const draftUpdateSchema = z.object({
  name: z.string().min(1).max(200).optional(),
  xml: z.string().min(1).max(10_000_000).optional(),
  forms: z.array(namedFormSchema).max(200).optional(),
  decisions: z.array(namedDecisionsSchema).max(50).optional(),
  reasons: reasonsSchema.optional(),
});

export const draftSearchRequestSchema = searchRequest(
  z.object({
    text: z.string().max(200).optional(),
    processDefinitionId: z.string().optional(),
    isTailored: z.boolean().optional(),
    mine: z.boolean().optional(),
  }),
  ['name', 'updatedAt', 'createdAt'],
);
export const draftHeadResponseSchema = draftHeadSchema;
export const draftSearchResultSchema = searchResult(draftHeadSchema);

export type NewDraft = z.infer<typeof newDraftSchema>;
export type DraftHead = z.infer<typeof draftHeadSchema>;
export type Draft = z.infer<typeof draftSchema>;
