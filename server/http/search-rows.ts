import type { Model } from 'mongoose';
import { COUNT_LIMIT, type PageInfo, type PageRequest } from '../contract/index.js';

export interface RowSearch {
  readonly filter: Record<string, unknown>;
  readonly sort: Record<string, 1 | -1>;
  readonly page: PageRequest;
}

export interface Rows<Row> {
  readonly rows: Row[];
  readonly page: PageInfo;
}

/** One page of a list, with its size counted exactly up to the limit. */
export async function searchRows<Row>(model: Model<Row>, search: RowSearch): Promise<Rows<Row>> {
  const { filter, sort, page } = search;
  const [rows, count] = await Promise.all([
    model.find(filter).sort(sort).skip(page.from).limit(page.limit).lean().exec(),
    countRows(model, filter),
  ]);
  return {
    rows,
    page: { totalItems: count.count, hasMoreTotalItems: count.hasMore },
  };
}

export async function countRows<Row>(
  model: Model<Row>,
  filter: Record<string, unknown>,
): Promise<{ count: number; hasMore: boolean }> {
  const counted = await model.countDocuments(filter, { limit: COUNT_LIMIT + 1 }).exec();
  return { count: Math.min(counted, COUNT_LIMIT), hasMore: counted > COUNT_LIMIT };
}

/** Translates the fields that a client may sort by; `_id` makes the order total, so that pages do not overlap. */
export function sortOf<Field extends string>(
  sort: readonly { readonly field: Field; readonly order: 'asc' | 'desc' }[],
  columns: Readonly<Record<Field, string>>,
  fallback: Record<string, 1 | -1>,
): Record<string, 1 | -1> {
  const chosen: Record<string, 1 | -1> = {};
  for (const { field, order } of sort) chosen[columns[field]] = order === 'asc' ? 1 : -1;
  return { ...(sort.length === 0 ? fallback : chosen), _id: 1 };
}

/** Text that a person typed, as a pattern that matches it literally. */
export function containsText(text: string): { $regex: string; $options: 'i' } {
  return { $regex: text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), $options: 'i' };
}
