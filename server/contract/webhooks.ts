import { z } from 'zod';

/** What other systems can be told of, as it happens in instances. */
export const webhookEvents = [
  'processInstanceStarted',
  'processInstanceEnded',
  'userTaskCreated',
  'userTaskEnded',
  'incidentRaised',
  'incidentResolved',
] as const;
export const webhookEventSchema = z.enum(webhookEvents);

const fields = {
  name: z.string().min(1).max(100),
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  events: z.array(webhookEventSchema).min(1).max(webhookEvents.length),
};

export const newWebhookSchema = z.object({
  ...fields,
  /** Signs what is sent; it is never told again. */
  secret: z.string().min(16).max(200),
});

export const webhookUpdateSchema = z.object({
  name: fields.name.optional(),
  url: fields.url.optional(),
  events: fields.events.optional(),
  secret: z.string().min(16).max(200).optional(),
  isDisabled: z.boolean().optional(),
});

export const webhookSchema = z.object({
  webhookKey: z.string(),
  ...fields,
  isDisabled: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export const webhookListSchema = z.object({ items: z.array(webhookSchema) });

export type Webhook = z.infer<typeof webhookSchema>;
export type WebhookEvent = z.infer<typeof webhookEventSchema>;
