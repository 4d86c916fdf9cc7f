import { formatMessage, listRules } from '../../../engine/tailoring/index.js';

const params = {
  element: 'Confirm',
  inner: 'Decide',
  property: 'timer',
  range: ' between PT1H and PT2H',
  before: 'PT1H',
  after: 'PT3H',
  place: 'to-first-line',
};

describe('the messages of verdicts', () => {
  it('name what they are about, and leave no gap', () => {
    for (const rule of listRules()) {
      const message = formatMessage(rule, params);
      expect(message).toMatch(/^[^{}]+\.$/);
      expect(message).not.toContain("''");
    }
  });

  it('say what is allowed instead', () => {
    expect(formatMessage('outOfRange', params)).toBe(
      "'timer' of 'Confirm' may only change between PT1H and PT2H; 'PT3H' needs a waiver.",
    );
  });

  it('leave out what is not known', () => {
    expect(formatMessage('configuredWithinRange', { element: 'Confirm', property: 'form' })).toBe(
      "'form' of 'Confirm' may change.",
    );
  });
});
