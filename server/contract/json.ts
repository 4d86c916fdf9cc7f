import { z } from 'zod';
import type { JsonValue } from '../../engine/index.js';

/** Bodies are parsed as JSON before any schema sees them, so every value is a JSON value already. */
export const jsonValueSchema = z.unknown() as unknown as z.ZodType<JsonValue>;

/** Names that would reach an object's prototype, or that the document store reads as operators. */
const isSafeName = (name: string): boolean =>
  !['__proto__', 'constructor', 'prototype'].includes(name) &&
  !name.startsWith('$') &&
  !name.includes('\0');

export const variablesSchema = z.record(
  z.string().min(1).max(200).refine(isSafeName, { message: 'is not a variable name' }),
  jsonValueSchema,
);

export const keySchema = z.string().min(1).max(300);
export const instantSchema = z.iso.datetime({ offset: true });
