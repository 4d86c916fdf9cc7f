import type { TaskFilter } from '../../../../server/contract/index.js';
import { toFields, toFilter } from '../../../../designer/features/inbox/filter-fields.js';

const saved: TaskFilter = {
  taskFilterKey: 'f',
  name: 'Payroll, urgent',
  order: 'priority',
  groups: ['first-line'],
  owner: 'anna',
  ownerName: 'Anna Visser',
  version: 1,
  canEdit: true,
  filter: {
    myGroups: true,
    serviceId: 'payroll',
    priority: { from: 80 },
    due: { before: 'P1D' },
    atRisk: true,
  },
};

describe('fields of a saved filter', () => {
  it('say what the filter says, and the filter what they say', () => {
    expect(toFilter(toFields(saved))).toEqual(saved.filter);
  });

  it('ask for nothing when nothing is filled in', () => {
    expect(toFilter({ ...toFields(undefined), text: '  ' })).toEqual({});
  });
});
