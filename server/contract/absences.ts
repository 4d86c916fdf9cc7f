import { z } from 'zod';
import { searchRequest, searchResult } from './search.js';

export const absenceSchema = z.object({
  absenceKey: z.string(),
  username: z.string(),
  displayName: z.string(),
  /** Who is offered their tasks meanwhile. */
  substitute: z.string(),
  substituteName: z.string(),
  from: z.string(),
  to: z.string(),
  reason: z.string().optional(),
});

export const newAbsenceSchema = z
  .object({
    /** Left out: me. */
    username: z.string().min(1).max(100).optional(),
    substitute: z.string().min(1).max(100),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    reason: z.string().max(200).optional(),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    message: 'Expected an end after the beginning',
    path: ['to'],
  });

export const absenceSearchRequestSchema = searchRequest(
  z.object({
    username: z.string().max(100).optional(),
    substitute: z.string().max(100).optional(),
    /** Also those that are over. */
    isOver: z.boolean().optional(),
  }),
  ['from', 'to'],
);
export const absenceSearchResultSchema = searchResult(absenceSchema);

export type Absence = z.infer<typeof absenceSchema>;
