import { z } from 'zod';
import { searchRequest, searchResult } from './search.js';

export const notificationSchema = z.object({
  notificationKey: z.string(),
  subject: z.string(),
  text: z.string(),
  createdAt: z.string(),
  isRead: z.boolean(),
  processInstanceKey: z.string().optional(),
  businessKey: z.string().optional(),
  /** The task it is about. */
  userTaskKey: z.string().optional(),
});
export const notificationSearchRequestSchema = searchRequest(
  z.object({ isRead: z.boolean().optional() }),
  ['createdAt'],
);
export const notificationSearchResultSchema = searchResult(notificationSchema);

export type Notification = z.infer<typeof notificationSchema>;
