import { chooseUsualFilter } from '../../../../designer/features/inbox/usual-filter.js';

describe('chooseUsualFilter', () => {
  it('shows reporters what waits for them', () => {
    // then
    expect(chooseUsualFilter({ roles: ['reporter'] })).toBe('mine');
  });

  it('shows others the work that is offered to their groups and roles', () => {
    // then
    expect(chooseUsualFilter({ roles: ['service-delivery-manager', 'reporter'] })).toBe('myGroups');
  });
});
