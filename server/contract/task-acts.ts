import { z } from 'zod';
import { roleIdSchema } from './ability.js';
import { instantSchema, keySchema } from './json.js';
import { userTaskFilterSchema } from './user-tasks.js';

const usernameSchema = z.string().min(1).max(100);
const noteSchema = z.string().trim().min(1).max(4_000);

/** What the person saw: if either has changed since, the act is refused with 409. */
const fence = { claimVersion: z.int(), assignmentEpoch: z.int() } as const;

export const delegateTaskSchema = z.strictObject({
  ...fence,
  /** Who shall do it and hand it back. */
  to: usernameSchema,
  note: noteSchema.optional(),
});
export const resolveTaskSchema = z.strictObject({ ...fence, note: noteSchema.optional() });
export const handOverTaskSchema = z
  .strictObject({
    ...fence,
    /** One of those the task is offered to; or a group it is offered to, which gets it back unclaimed. */
    toUser: usernameSchema.optional(),
    toGroup: z.string().min(1).max(100).optional(),
    note: noteSchema,
  })
  .refine(({ toUser, toGroup }) => (toUser === undefined) !== (toGroup === undefined), {
    message: 'Expected either toUser or toGroup',
    path: ['toUser'],
  });
export const escalateTaskSchema = z
  .strictObject({
    ...fence,
    toUser: usernameSchema.optional(),
    /** Offered to whoever holds the role. */
    toRole: roleIdSchema.optional(),
    note: noteSchema,
  })
  .refine(({ toUser, toRole }) => (toUser === undefined) !== (toRole === undefined), {
    message: 'Expected either toUser or toRole',
    path: ['toUser'],
  });
export const followUpTaskSchema = z.strictObject({
  ...fence,
  /** Left out: it is to be done now. */
  at: instantSchema.optional(),
});

export const commentKindSchema = z.enum([
  'comment',
  'delegation',
  'resolution',
  'handOver',
  'escalation',
]);
export const taskCommentSchema = z.object({
  commentKey: z.string(),
  userTaskKey: z.string(),
  taskName: z.string(),
  kind: commentKindSchema,
  by: z.string(),
  byName: z.string(),
  at: z.string(),
  /** Left out: it was deleted. */
  text: z.string().optional(),
  editedAt: z.string().optional(),
  deletedAt: z.string().optional(),
  /** What it said before, oldest first. */
  earlier: z.array(z.object({ text: z.string(), at: z.string() })),
  /** People who were told. */
  mentions: z.array(z.string()),
  canEdit: z.boolean(),
});
export const taskCommentListSchema = z.object({ items: z.array(taskCommentSchema) });
export const writeCommentSchema = z.strictObject({ text: noteSchema });

export const taskPeopleQuerySchema = z.object({
  for: z.enum(['delegation', 'handOver', 'escalation', 'mention']),
  text: z.string().max(100).optional(),
});
export const taskPeopleSchema = z.object({
  items: z.array(z.object({ username: z.string(), displayName: z.string() })),
});

/** One line of what people did with a task or said about it; what happened in the process are its facts. */
export const storyLineSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('act'),
    at: z.string(),
    userTaskKey: z.string(),
    taskName: z.string(),
    action: z.string(),
    by: z.string(),
    to: z.string().optional(),
    until: z.string().optional(),
  }),
  z.object({ type: z.literal('comment'), at: z.string(), comment: taskCommentSchema }),
]);
export const taskStorySchema = z.object({ items: z.array(storyLineSchema) });

const bulkItemSchema = z.strictObject({ userTaskKey: keySchema, ...fence });
const bulkItems = { items: z.array(bulkItemSchema).min(1).max(100) } as const;
export const bulkTaskSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('claim'), ...bulkItems }),
  z.strictObject({ act: z.literal('release'), ...bulkItems }),
  z.strictObject({ act: z.literal('assign'), assignee: usernameSchema, ...bulkItems }),
  /** Only tasks without a form. */
  z.strictObject({ act: z.literal('complete'), ...bulkItems }),
  z.strictObject({ act: z.literal('followUp'), at: instantSchema.optional(), ...bulkItems }),
]);
export const bulkResultSchema = z.object({
  results: z.array(
    z.object({
      userTaskKey: z.string(),
      isDone: z.boolean(),
      /** Why not. */
      code: z.string().optional(),
      message: z.string().optional(),
    }),
  ),
});

export const taskOrderSchema = z.enum(['due', 'priority', 'newest']);
export const newTaskFilterSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  filter: userTaskFilterSchema,
  order: taskOrderSchema.default('due'),
  /** Groups of mine that see it too. */
  groups: z.array(z.string().min(1).max(100)).max(20).default([]),
});
export const taskFilterSchema = z.object({
  taskFilterKey: z.string(),
  name: z.string(),
  filter: userTaskFilterSchema,
  order: taskOrderSchema,
  groups: z.array(z.string()),
  owner: z.string(),
  ownerName: z.string(),
  version: z.int(),
  canEdit: z.boolean(),
});
export const taskFilterListSchema = z.object({ items: z.array(taskFilterSchema) });
export const taskFilterCountsSchema = z.object({
  items: z.array(z.object({ taskFilterKey: z.string(), count: z.int(), hasMore: z.boolean() })),
});

export type TaskComment = z.infer<typeof taskCommentSchema>;
export type StoryLine = z.infer<typeof storyLineSchema>;
export type TaskFilter = z.infer<typeof taskFilterSchema>;
export type BulkTask = z.infer<typeof bulkTaskSchema>;
export type BulkResult = z.infer<typeof bulkResultSchema>['results'][number];
