import { z } from 'zod';
import { keySchema, variablesSchema } from './json.js';
import { searchRequest, searchResult } from './search.js';

const jobTypeSchema = z.string().min(1).max(200);
/** Of one activation; left out, whoever holds the lock is meant. */
const lockKeySchema = z.string().min(1).max(100).optional();
const millisecondsSchema = z
  .int()
  .min(0)
  .max(365 * 86_400_000);

export const activateJobsSchema = z.object({
  type: jobTypeSchema,
  /** A name for people to read. */
  worker: z.string().max(200).default(''),
  /** How long, in milliseconds, nobody else gets the jobs; left out, as long as the model says. */
  timeout: millisecondsSchema.min(1).optional(),
  maxJobsToActivate: z.int().min(1).max(500),
  /** Names of the variables to be told; left out or empty: all. */
  fetchVariable: z.array(z.string().max(200)).max(200).default([]),
  /** How long, in milliseconds, to wait for a first job; 0: as long as the server likes, negative: not at all. */
  requestTimeout: z.int().min(-1_000_000).max(60_000).default(0),
});

const jobFields = {
  jobKey: z.string(),
  type: z.string(),
  processInstanceKey: z.string(),
  processDefinitionKey: z.string(),
  processDefinitionId: z.string(),
  processDefinitionVersion: z.int(),
  businessKey: z.string(),
  elementId: z.string(),
  worker: z.string(),
  /** Attempts left, this one among them. */
  retries: z.int(),
};

export const activatedJobSchema = z.object({
  ...jobFields,
  /** Send it with the answer: it proves that the lock is still this one. */
  lockKey: z.string(),
  /** When the lock expires. */
  deadline: z.string(),
  variables: variablesSchema,
});
export const activateJobsResultSchema = z.object({ jobs: z.array(activatedJobSchema) });

export const completeJobSchema = z.object({
  variables: variablesSchema.default({}),
  lockKey: lockKeySchema,
});

export const failJobSchema = z.object({
  /** Attempts that are left; left out, one fewer than before. With none left it becomes an incident. */
  retries: z.int().min(0).max(1_000).optional(),
  /** Milliseconds until the next attempt; left out, as the model says, doubled with every failure. */
  retryBackOff: millisecondsSchema.optional(),
  errorMessage: z.string().max(10_000).default(''),
  lockKey: lockKeySchema,
});

export const throwJobErrorSchema = z.object({
  errorCode: z.string().min(1).max(200),
  errorMessage: z.string().max(10_000).default(''),
  variables: variablesSchema.default({}),
  lockKey: lockKeySchema,
});

export const updateJobSchema = z.object({
  changeset: z
    .object({
      retries: z.int().min(1).max(1_000).optional(),
      /** Milliseconds from now until the lock expires; only for who holds it. */
      timeout: millisecondsSchema.optional(),
    })
    .refine(({ retries, timeout }) => retries !== undefined || timeout !== undefined, {
      message: 'changes nothing',
    }),
  lockKey: lockKeySchema,
});

export const jobStateSchema = z.enum([
  'created',
  'answered',
  'completed',
  'failed',
  'errorThrown',
  'canceled',
]);

export const jobSchema = z.object({
  ...jobFields,
  state: jobStateSchema,
  /** Of the lock; left out when nobody holds one. */
  deadline: z.string().optional(),
  /** Of the last failure. */
  errorMessage: z.string().optional(),
  createdAt: z.string(),
  endedAt: z.string().optional(),
});

export const jobSearchRequestSchema = searchRequest(
  z.object({
    jobKey: keySchema.optional(),
    type: jobTypeSchema.optional(),
    state: jobStateSchema.optional(),
    elementId: z.string().max(300).optional(),
    processInstanceKey: keySchema.optional(),
    processDefinitionKey: keySchema.optional(),
    processDefinitionId: z.string().max(300).optional(),
  }),
  ['createdAt', 'endedAt', 'retries', 'type'],
);
export const jobSearchResultSchema = searchResult(jobSchema);

export type ActivateJobs = z.output<typeof activateJobsSchema>;
export type ActivatedJob = z.infer<typeof activatedJobSchema>;
export type Job = z.infer<typeof jobSchema>;
