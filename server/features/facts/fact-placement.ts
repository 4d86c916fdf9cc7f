import type { FactBatch, RecordedFact } from '../../../workflows/activities/ports.js';

/** What to do with a batch, given what is stored. */
export type Placement =
  | { readonly type: 'append'; readonly facts: readonly RecordedFact[] }
  /** The batch supersedes what an uncommitted workflow task had told. */
  | { readonly type: 'replace' }
  /** Nothing new, or told by a worker that is no longer in charge. */
  | { readonly type: 'drop' };

/**
 * Decides by position and workflow time.
 *
 * @param lastSeq last stored fact of the instance; 0 for none
 * @param storedAt workflow time of the stored fact at the batch's first position
 */
export function placeBatch(
  batch: FactBatch,
  lastSeq: number,
  storedAt: number | undefined,
): Placement {
  const first = batch.facts[0];
  if (first === undefined) return { type: 'drop' };
  if (first.seq > lastSeq || storedAt === undefined) return { type: 'append', facts: batch.facts };
  if (storedAt < first.occurredAt) return { type: 'replace' };
  if (storedAt > first.occurredAt) return { type: 'drop' };
  const news = batch.facts.filter((fact) => fact.seq > lastSeq);
  return news.length === 0 ? { type: 'drop' } : { type: 'append', facts: news };
}
