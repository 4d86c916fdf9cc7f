import { listOpenSteps } from '../../../../designer/features/operations/open-steps.js';

describe('listOpenSteps', () => {
  it('counts the tokens of an element that repeats and keeps the order', () => {
    // given
    const active = ['vote', 'inform', 'vote', 'vote'].map((elementId) => ({
      elementId,
      name: elementId.toUpperCase(),
    }));

    // when
    const steps = listOpenSteps(active);

    // then
    expect(steps).toEqual([
      { name: 'VOTE', count: 3 },
      { name: 'INFORM', count: 1 },
    ]);
  });
});
