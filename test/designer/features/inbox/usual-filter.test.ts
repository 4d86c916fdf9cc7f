import { chooseUsualFilter } from '../../../../designer/features/inbox/usual-filter.js';

describe('chooseUsualFilter', () => {
  it('shows members of a group the work of their groups', () => {
    // then
    expect(chooseUsualFilter({ roles: ['agent'], groups: ['first-line'] })).toBe('myGroups');
  });

  it('shows reporters what waits for them', () => {
    // then
    expect(chooseUsualFilter({ roles: ['reporter'], groups: [] })).toBe('mine');
  });

  it('shows others what nobody works on yet', () => {
    // then
    expect(chooseUsualFilter({ roles: ['service-delivery-manager'], groups: [] })).toBe(
      'unassigned',
    );
  });
});
