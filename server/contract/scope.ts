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
  /** Who it is delivered to. */
  customerIds: z.array(z.string()),
});
export const serviceContentSchema = z.object({
  name: z.string().trim().min(1).max(100),
  description: z.string().max(1_000).optional(),
  customerIds: z.array(z.string().min(1).max(60)).max(200).default([]),
});

export type Scope = z.infer<typeof scopeSchema>;
export type Service = z.infer<typeof serviceSchema>;
