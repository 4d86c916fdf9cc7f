import { createBackOff } from '../../../server/embedded/supervisor/back-off.mjs';

const settings = { firstMs: 500, capMs: 3000, stableMs: 60_000 };

describe('the back-off of restarts', () => {
  it('doubles with each early death up to a cap', () => {
    // given
    const nextDelay = createBackOff(settings);

    // when
    const delays = [100, 100, 100, 100, 100].map(nextDelay);

    // then
    expect(delays).toEqual([500, 1000, 2000, 3000, 3000]);
  });

  it('begins anew after the child stayed up for a while', () => {
    // given
    const nextDelay = createBackOff(settings);
    [100, 100, 100].forEach(nextDelay);

    // when
    const delays = [60_000, 100].map(nextDelay);

    // then
    expect(delays).toEqual([500, 1000]);
  });
});
