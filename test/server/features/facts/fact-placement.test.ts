import { placeBatch } from '../../../../server/features/facts/fact-placement.js';
import type { FactBatch } from '../../../../workflows/activities/ports.js';

function batch(from: number, to: number, occurredAt: number): FactBatch {
  const facts = Array.from({ length: to - from + 1 }, (_, index) => ({
    seq: from + index,
    occurredAt,
    record: { type: 'flowTaken', flowId: 'flow' } as const,
  }));
  return { instance: {} as FactBatch['instance'], facts };
}

describe('the place of a batch', () => {
  it('is the end when it goes on from what is stored', () => {
    expect(placeBatch(batch(4, 6, 100), 3, undefined)).toMatchObject({
      type: 'append',
      facts: { length: 3 },
    });
  });

  it('is nowhere when all of it is stored', () => {
    expect(placeBatch(batch(1, 3, 100), 3, 100)).toEqual({ type: 'drop' });
  });

  it('is the end for the part that is new', () => {
    const placement = placeBatch(batch(2, 5, 100), 3, 100);
    expect(placement).toMatchObject({ type: 'append', facts: [{ seq: 4 }, { seq: 5 }] });
  });

  it('is that of what an earlier attempt had told', () => {
    expect(placeBatch(batch(2, 4, 200), 3, 100)).toEqual({ type: 'replace' });
  });

  it('is nowhere when a later attempt has told more', () => {
    expect(placeBatch(batch(2, 9, 100), 3, 200)).toEqual({ type: 'drop' });
  });

  it('is nowhere without facts', () => {
    expect(placeBatch(batch(1, 0, 100), 0, undefined)).toEqual({ type: 'drop' });
  });
});
