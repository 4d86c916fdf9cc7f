import { z } from 'zod';
import { roleIdSchema } from './ability.js';
import { searchRequest, searchResult } from './search.js';
import { passwordSchema } from './session.js';

const usernameSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{1,59}$/,
    'Expected 2 to 60 lower-case letters, digits, dots, dashes',
  );
const groupsSchema = z.array(z.string().min(1).max(60)).max(50);

export const userSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  email: z.string().optional(),
  roles: z.array(z.string()),
  groups: z.array(z.string()),
  isDisabled: z.boolean(),
  createdAt: z.string(),
  lastLoginAt: z.string().optional(),
});

export const newUserSchema = z.object({
  username: usernameSchema,
  displayName: z.string().min(1).max(100),
  email: z.email().optional(),
  roles: z.array(roleIdSchema).max(10),
  groups: groupsSchema.default([]),
  password: passwordSchema,
});

export const userUpdateSchema = z.object({
  displayName: z.string().min(1).max(100).optional(),
  email: z.email().optional(),
  roles: z.array(roleIdSchema).max(10).optional(),
  groups: groupsSchema.optional(),
  isDisabled: z.boolean().optional(),
});

export const setPasswordSchema = z.object({ password: passwordSchema });

export const userSearchRequestSchema = searchRequest(
  z.object({
    text: z.string().max(200).optional(),
    role: roleIdSchema.optional(),
    group: z.string().optional(),
    isDisabled: z.boolean().optional(),
  }),
  ['username', 'displayName', 'createdAt'],
);
export const userSearchResultSchema = searchResult(userSchema);

export type User = z.infer<typeof userSchema>;
