import { z } from 'zod';

/** The part of the organisation to which a variant of a process applies; empty: the whole organisation. */
export const scopeSchema = z.object({
  serviceId: z.string().min(1).max(100).optional(),
  customerId: z.string().min(1).max(100).optional(),
  unitId: z.string().min(1).max(100).optional(),
});

export const serviceSchema = z.object({
  serviceId: z.string(),
  name: z.string(),
  description: z.string().optional(),
});

export type Scope = z.infer<typeof scopeSchema>;
export type Service = z.infer<typeof serviceSchema>;
