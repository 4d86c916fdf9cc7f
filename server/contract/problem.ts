import { z } from 'zod';

/** One wrong value of a request: where it is and what is wrong. */
export const fieldErrorSchema = z.object({
  /** Path in the body (`filter.state`), or the key of a form field. */
  path: z.string(),
  rule: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
});

/** Every error answer (RFC 9457, `application/problem+json`). `code` is stable, `detail` is for people. */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  code: z.string(),
  errors: z.array(fieldErrorSchema).optional(),
  /** Facts a client may act on, for instance the current version of a stale draft. */
  params: z.record(z.string(), z.unknown()).optional(),
});

export type FieldError = z.infer<typeof fieldErrorSchema>;
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;
