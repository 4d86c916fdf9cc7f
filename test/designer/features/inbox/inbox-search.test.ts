import { readInboxSearch } from '../../../../designer/features/inbox/inbox-search.js';

describe('readInboxSearch', () => {
  it('reads what the address says', () => {
    // given
    const search = {
      filter: 'atRisk',
      order: 'priority',
      text: 'INC-7',
      task: 't1',
      tab: 'history',
    };

    // when
    const read = readInboxSearch(search);

    // then
    expect(read).toEqual(search);
  });

  it('ignores what it does not know', () => {
    // when
    const read = readInboxSearch({ filter: 'all', order: 3, text: '', task: {}, tab: null });

    // then
    expect(read).toEqual({});
  });
});
