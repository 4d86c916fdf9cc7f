import { z } from 'zod';
import { variablesSchema } from './json.js';

export const publishMessageSchema = z.object({
  name: z.string().min(1).max(200),
  correlationKey: z.string().max(200).default(''),
  variables: variablesSchema.default({}),
  /** A message with an id that was published before is not published again. */
  messageId: z.string().min(1).max(200).optional(),
  /** How long (ISO duration) it waits for a subscription; left out: not at all. */
  timeToLive: z.string().max(40).optional(),
});
export const publishMessageResultSchema = z.object({
  messageKey: z.string(),
  /** Instances it was handed to so far. */
  deliveredTo: z.array(z.string()),
  isDuplicate: z.boolean(),
});

export type PublishMessage = z.infer<typeof publishMessageSchema>;
export type PublishMessageResult = z.infer<typeof publishMessageResultSchema>;
