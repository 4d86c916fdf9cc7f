import { z } from 'zod';
import { keySchema, variablesSchema } from './json.js';
import { searchRequest, searchResult } from './search.js';

export const incidentSchema = z.object({
  incidentKey: z.string(),
  code: z.string(),
  message: z.string(),
  state: z.enum(['open', 'resolved']),
  elementId: z.string(),
  elementName: z.string().optional(),
  processInstanceKey: z.string(),
  businessKey: z.string(),
  processDefinitionKey: z.string(),
  processDefinitionId: z.string(),
  raisedAt: z.string(),
  resolvedAt: z.string().optional(),
  resolvedBy: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

export const incidentSearchRequestSchema = searchRequest(
  z.object({
    state: z.enum(['open', 'resolved']).optional(),
    processInstanceKey: keySchema.optional(),
    processDefinitionId: z.string().optional(),
    code: z.string().optional(),
  }),
  ['raisedAt', 'resolvedAt', 'code'],
);
export const incidentSearchResultSchema = searchResult(incidentSchema);

/** Try again, after changing variables of the failed element's scope if some are given. */
export const resolveIncidentSchema = z.object({
  variables: variablesSchema.optional(),
  commandId: z.string().min(8).max(100).optional(),
});

export type Incident = z.infer<typeof incidentSchema>;
