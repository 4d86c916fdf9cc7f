import { withPlainNumbers } from '../../../designer/components/form/plain-numbers.js';

describe('withPlainNumbers', () => {
  it('gives a form numbers it can show, and leaves everything else alone', () => {
    // given
    const due = { '@feel': 'date', value: '2026-11-21' };
    const third = { '@feel': 'number', value: '0.3333333333333333333333333333333333' };
    const odd = { '@feel': 'number', value: 'many' };
    // when
    const shown = withPlainNumbers({ third, rows: [{ third }, null], due, odd, name: 'Ada' });
    // then
    expect(shown).toEqual({ third: 1 / 3, rows: [{ third: 1 / 3 }, null], due, odd, name: 'Ada' });
  });
});
