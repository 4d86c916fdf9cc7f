import { z } from 'zod';

/** As steps name it: `secret:NAME`. */
export const secretNamePattern = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/;

export const newSecretSchema = z.object({
  value: z.string().min(8, 'Expected at least 8 characters').max(10_000),
  description: z.string().max(200).default(''),
});

/** What may be told of a secret: never its value. */
export const secretSchema = z.object({
  name: z.string(),
  description: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});
export const secretListSchema = z.object({ items: z.array(secretSchema) });
