import { z } from 'zod';

/** Lists count exactly up to this number, then say that there are more. */
export const COUNT_LIMIT = 1_000;

const pageRequestSchema = z.object({
  from: z.int().min(0).max(100_000).default(0),
  limit: z.int().min(1).max(500).default(50),
});

/** Body of every `POST …/search`. */
export function searchRequest<Filter extends z.ZodObject, Field extends string>(
  filter: Filter,
  sortFields: readonly [Field, ...Field[]],
) {
  const sort = z.object({
    field: z.enum(sortFields),
    order: z.enum(['asc', 'desc']).default('asc'),
  });
  return z.object({
    filter: filter.optional(),
    sort: z.array(sort).max(5).default([]),
    page: pageRequestSchema.prefault({}),
  });
}

export const pageInfoSchema = z.object({
  /** Exact up to `COUNT_LIMIT`. */
  totalItems: z.int(),
  /** True: there are more than `totalItems`. */
  hasMoreTotalItems: z.boolean(),
});

export function searchResult<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), page: pageInfoSchema });
}

export type PageRequest = z.infer<typeof pageRequestSchema>;
export type PageInfo = z.infer<typeof pageInfoSchema>;
