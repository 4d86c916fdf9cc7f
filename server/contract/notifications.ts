import { z } from 'zod';
import { searchRequest, searchResult } from './search.js';

/** What a person is told of; preferences are kept for each. */
export const notificationKinds = [
  /** A task became theirs. */
  'taskAssigned',
  /** Somebody named them in a comment. */
  'mention',
  /** Something is at risk or has missed its target. */
  'deadline',
  /** A process tells them something. */
  'processNotice',
] as const;
export const notificationKindSchema = z.enum(notificationKinds);

export const notificationSchema = z.object({
  notificationKey: z.string(),
  kind: notificationKindSchema,
  subject: z.string(),
  text: z.string(),
  createdAt: z.string(),
  isRead: z.boolean(),
  processInstanceKey: z.string().optional(),
  businessKey: z.string().optional(),
  /** The task it is about. */
  userTaskKey: z.string().optional(),
  recordKey: z.string().optional(),
});
export const notificationSearchRequestSchema = searchRequest(
  z.object({ isRead: z.boolean().optional(), kind: notificationKindSchema.optional() }),
  ['createdAt'],
);
export const notificationSearchResultSchema = searchResult(notificationSchema);

const channelsSchema = z.object({
  /** In the product, behind the bell. */
  app: z.boolean(),
  email: z.enum(['immediately', 'digest', 'off']),
});

export const notificationPreferencesSchema = z.object({
  kinds: z.object({
    taskAssigned: channelsSchema,
    mention: channelsSchema,
    deadline: channelsSchema,
    processNotice: channelsSchema,
  }),
  /** When the mail of the day is sent, in the person's own time zone. */
  digestAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});

export const notificationSettingsSchema = z.object({
  preferences: notificationPreferencesSchema,
  /** Where mail goes; left out, the person has no address. */
  email: z.string().optional(),
  /** False: this installation sends no mail. */
  isMailOn: z.boolean(),
});

export type Notification = z.infer<typeof notificationSchema>;
export type NotificationKind = z.infer<typeof notificationKindSchema>;
export type NotificationPreferences = z.infer<typeof notificationPreferencesSchema>;
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;
