import { z } from 'zod';
import { variablesSchema } from './json.js';
import { scopeSchema } from './scope.js';

const messageFields = {
  name: z.string().min(1).max(200),
  correlationKey: z.string().max(200).default(''),
  variables: variablesSchema.default({}),
  /** Decides which variant of a process it starts: the most specific one that is deployed. */
  scope: scopeSchema.default({}),
};

export const publishMessageSchema = z.object({
  ...messageFields,
  /** A message with an id that was published before is not published again. */
  messageId: z.string().min(1).max(200).optional(),
  /** How long (ISO duration, or milliseconds) it waits for a subscription; left out: not at all. */
  timeToLive: z.union([z.string().max(40), z.int().min(0)]).optional(),
});
export const publishMessageResultSchema = z.object({
  messageKey: z.string(),
  /** Instances it was handed to so far, or has started. */
  deliveredTo: z.array(z.string()),
  isDuplicate: z.boolean(),
});

export const correlateMessageSchema = z.object(messageFields);
export const correlateMessageResultSchema = z.object({
  messageKey: z.string(),
  /** The instance that has taken it, or that it has started; of several the first. */
  processInstanceKey: z.string(),
});

export const broadcastSignalSchema = z.object({
  signalName: z.string().min(1).max(200),
  variables: variablesSchema.default({}),
  /** Decides which variant of a process it starts. */
  scope: scopeSchema.default({}),
});
export const broadcastSignalResultSchema = z.object({ signalKey: z.string() });

export type PublishMessage = z.infer<typeof publishMessageSchema>;
export type PublishMessageResult = z.infer<typeof publishMessageResultSchema>;
