import { z } from 'zod';
import { differenceSchema, formSchemaSchema } from './deployments.js';
import { scopeSchema, serviceSchema } from './scope.js';
import { searchRequest, searchResult } from './search.js';

export const basedOnSchema = z.object({
  processDefinitionKey: z.string(),
  version: z.int(),
  name: z.string(),
});

export const processDefinitionSchema = z.object({
  processDefinitionKey: z.string(),
  /** The author's id of the process; a tailored process keeps the id of its standard. */
  processDefinitionId: z.string(),
  name: z.string(),
  version: z.int(),
  versionTag: z.string().optional(),
  /** Newest version for its scope: new instances follow it. */
  isLatest: z.boolean(),
  scope: scopeSchema,
  isTailored: z.boolean(),
  /** False: it is only drawn; it is kept, and nothing can start it. */
  isExecutable: z.boolean().optional(),
  basedOn: basedOnSchema.optional(),
  programHash: z.string(),
  formIds: z.array(z.string()),
  startFormId: z.string().optional(),
  startRoles: z.array(z.string()),
  differenceCount: z.int(),
  deployedAt: z.string(),
  deployedBy: z.string(),
  /** Instances that run on this version now. */
  activeInstances: z.int().optional(),
});

export const processDefinitionSearchRequestSchema = searchRequest(
  z.object({
    processDefinitionId: z.string().optional(),
    isLatest: z.boolean().optional(),
    isTailored: z.boolean().optional(),
    serviceId: z.string().optional(),
    text: z.string().max(200).optional(),
  }),
  ['name', 'processDefinitionId', 'version', 'deployedAt'],
);
export const processDefinitionSearchResultSchema = searchResult(processDefinitionSchema);

export const formResponseSchema = z.object({ formId: z.string(), schema: formSchemaSchema });
export const xmlResponseSchema = z.object({ xml: z.string() });

export const elementStatisticsSchema = z.object({
  items: z.array(
    z.object({
      elementId: z.string(),
      active: z.int(),
      completed: z.int(),
      canceled: z.int(),
      incidents: z.int(),
    }),
  ),
});

/** A process that the person may start, with its form per variant. */
export const startableProcessSchema = z.object({
  processDefinitionId: z.string(),
  name: z.string(),
  variants: z.array(
    z.object({
      processDefinitionKey: z.string(),
      version: z.int(),
      name: z.string(),
      /** Empty: the standard, for every scope without a variant of its own. */
      scope: scopeSchema,
      form: formResponseSchema.optional(),
    }),
  ),
});
export const startableProcessesSchema = z.object({
  items: z.array(startableProcessSchema),
  services: z.array(serviceSchema),
});

export const differencesResponseSchema = z.object({
  basedOn: basedOnSchema.optional(),
  differences: z.array(differenceSchema),
});

export type BasedOn = z.infer<typeof basedOnSchema>;
export type ProcessDefinition = z.infer<typeof processDefinitionSchema>;
export type StartableProcess = z.infer<typeof startableProcessSchema>;
