import { z } from 'zod';
import { instantSchema } from './json.js';
import { searchRequest, searchResult } from './search.js';

/** Who changed what, when; `before` and `after` hold the changed values or references to versions. */
export const auditEntrySchema = z.object({
  auditLogKey: z.string(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  subjectType: z.string(),
  subjectKey: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export const auditSearchRequestSchema = searchRequest(
  z.object({
    actor: z.string().optional(),
    action: z.string().optional(),
    subjectType: z.string().optional(),
    subjectKey: z.string().optional(),
    from: instantSchema.optional(),
    to: instantSchema.optional(),
  }),
  ['at'],
);
export const auditSearchResultSchema = searchResult(auditEntrySchema);

export type AuditEntry = z.infer<typeof auditEntrySchema>;
