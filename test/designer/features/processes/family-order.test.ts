import { orderByFamily } from '../../../../designer/features/processes/family-order.js';
import type { ProcessDefinition } from '../../../../server/contract/index.js';

const definition = (
  name: string,
  processDefinitionId: string,
  isTailored: boolean,
): ProcessDefinition => ({
  processDefinitionKey: name,
  processDefinitionId,
  name,
  version: 1,
  isLatest: true,
  scope: isTailored ? { serviceId: name } : {},
  isTailored,
  programHash: '',
  formIds: [],
  startRoles: [],
  differenceCount: 0,
  deployedAt: '2026-11-20T10:00:00Z',
  deployedBy: 'paula',
});

describe('orderByFamily', () => {
  it('puts what is tailored below its standard, and what has lost its standard last', () => {
    // given
    const given = [
      definition('Lost', 'gone', true),
      definition('Change for payroll', 'change', true),
      definition('Incident', 'incident', false),
      definition('Change', 'change', false),
    ];

    // when
    const family = orderByFamily(given);

    // then
    expect(family.map(({ definition: { name }, depth }) => [name, depth])).toEqual([
      ['Change', 0],
      ['Change for payroll', 1],
      ['Incident', 0],
      ['Lost', 0],
    ]);
  });
});
