import { z } from 'zod';
import { searchRequest, searchResult } from './search.js';

const deliveryStateSchema = z.enum(['pending', 'sent', 'parked']);

/** Something that leaves the product, as an admin sees it: not what it says, only where it goes. */
export const deliverySchema = z.object({
  deliveryKey: z.string(),
  channel: z.enum(['email', 'webhook']),
  /** Address of a mail, or of a webhook. */
  to: z.string(),
  /** Of a mail, or the event of a webhook. */
  subject: z.string(),
  state: deliveryStateSchema,
  attempts: z.int(),
  /** When it is tried again. */
  nextAttemptAt: z.string().optional(),
  /** Why the last attempt failed. */
  lastError: z.string().optional(),
  createdAt: z.string(),
  settledAt: z.string().optional(),
  processInstanceKey: z.string().optional(),
});

export const deliverySearchRequestSchema = searchRequest(
  z.object({
    state: deliveryStateSchema.optional(),
    channel: z.enum(['email', 'webhook']).optional(),
  }),
  ['createdAt'],
);
export const deliverySearchResultSchema = searchResult(deliverySchema);

export type Delivery = z.infer<typeof deliverySchema>;
