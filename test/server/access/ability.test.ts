import { createAbility, isAllowed, type AbilityPerson } from '../../../server/access/ability.js';
import type { ServiceRole, Standing } from '../../../server/access/standing.js';
import type { RightsPreset } from '../../../server/contract/index.js';
import { offersOf } from '../../../server/store/task-lists.js';

const anna: AbilityPerson = {
  username: 'anna',
  organisationId: 'demo',
  groups: ['first-line'],
};

function standing(...roles: RightsPreset[]): Standing {
  const held = roles.map((rights) => ({ roleId: rights, rights }));
  return { roles: held, serviceRoles: [], substitutesFor: [] };
}

const abilityOf = (...roles: RightsPreset[]) => createAbility(anna, standing(...roles));

const task = {
  assignee: null as string | null,
  offeredTo: [] as string[],
};

describe('abilities', () => {
  it.each([
    ['by name', { ...task, offeredTo: ['user:anna'] }, true],
    ['by group', { ...task, offeredTo: ['group:first-line'] }, true],
    ['by role', { ...task, offeredTo: ['role:agent'] }, true],
    ['by assignment', { ...task, assignee: 'anna' }, true],
    ['to all staff', { ...task, offeredTo: ['staff'] }, true],
    ['to another group', { ...task, offeredTo: ['group:second-line'] }, false],
    ['to another person', { ...task, assignee: 'ben' }, false],
  ])('let an agent complete a task offered %s: %#', (_how, offered, isExpected) => {
    expect(isAllowed(abilityOf('agent'), 'complete', 'UserTask', offered)).toBe(isExpected);
  });

  it('let a reporter see only instances they have to do with', () => {
    // given
    const ability = abilityOf('reporter');

    // then
    expect(isAllowed(ability, 'read', 'ProcessInstance', { participants: ['anna'] })).toBe(true);
    expect(isAllowed(ability, 'read', 'ProcessInstance', { participants: ['rita'] })).toBe(false);
    expect(isAllowed(ability, 'read', 'UserTask', { ...task, offeredTo: ['staff'] })).toBe(false);
  });

  it('let a service delivery manager see and assign every task, but complete only what is offered', () => {
    // given
    const ability = abilityOf('service-delivery-manager');
    const foreign = { ...task, offeredTo: ['group:second-line'] };

    // then
    expect(isAllowed(ability, 'read', 'UserTask', foreign)).toBe(true);
    expect(isAllowed(ability, 'assign', 'UserTask', foreign)).toBe(true);
    expect(isAllowed(ability, 'complete', 'UserTask', foreign)).toBe(false);
  });

  it('let a service delivery manager of one service change its agreements, and read all terms', () => {
    // given
    const role: ServiceRole = {
      roleId: 'service-delivery-manager',
      rights: 'service-delivery-manager',
      serviceId: 'payroll',
    };
    const ability = createAbility(anna, { ...standing(), serviceRoles: [role] });

    // then
    expect(isAllowed(ability, 'update', 'Agreement', { serviceId: 'payroll' })).toBe(true);
    expect(isAllowed(ability, 'update', 'Agreement', { serviceId: 'email' })).toBe(false);
    expect(isAllowed(ability, 'create', 'Agreement', {})).toBe(false);
    expect(isAllowed(ability, 'read', 'Agreement', { serviceId: 'email' })).toBe(true);
    expect(isAllowed(ability, 'read', 'Calendar', {})).toBe(true);
    expect(ability.can('update', 'Calendar')).toBe(false);
  });

  it('let those who do the work begin ad-hoc activities, and nobody else', () => {
    const instance = { participants: ['anna'] };
    const mayWork = (role: RightsPreset): boolean =>
      isAllowed(abilityOf(role), 'work', 'ProcessInstance', instance);
    expect(mayWork('agent')).toBe(true);
    expect(mayWork('service-delivery-manager')).toBe(true);
    expect(mayWork('reporter')).toBe(false);
    expect(mayWork('process-owner')).toBe(false);
  });

  it('let nobody do what the process excludes them from, and everybody see it who could before', () => {
    const excluding = { ...task, offeredTo: ['staff'], assignee: 'anna', excludedUsers: ['anna'] };
    for (const role of ['agent', 'service-delivery-manager', 'admin'] as const) {
      const ability = abilityOf(role);
      const may = (action: 'read' | 'claim' | 'complete') =>
        isAllowed(ability, action, 'UserTask', excluding);
      expect([may('read'), may('claim'), may('complete')]).toEqual([true, false, false]);
    }
  });

  it('give nothing to a person without a role', () => {
    expect(abilityOf().rules).toEqual([]);
  });
});

describe('roles of the stakeholder register', () => {
  const payroll: ServiceRole = { roleId: 'task-leader', rights: 'agent', serviceId: 'payroll' };
  const offer = (scope: object, ...roles: string[]) => ({
    ...task,
    offeredTo: offersOf({ users: [], groups: [], roles }, scope),
  });

  function mayComplete(role: ServiceRole, offered: object): boolean {
    const ability = createAbility(anna, { ...standing('reporter'), serviceRoles: [role] });
    return isAllowed(ability, 'complete', 'UserTask', offered);
  }

  it.each([
    ['of the service', payroll, { serviceId: 'payroll' }, true],
    ['of another service', payroll, { serviceId: 'email' }, false],
    ['of no service', payroll, {}, false],
    ['for any customer of it', payroll, { serviceId: 'payroll', customerId: 'a' }, true],
    [
      'for the customer of the role',
      { ...payroll, customerId: 'a' },
      { serviceId: 'payroll', customerId: 'a' },
      true,
    ],
    [
      'for another customer',
      { ...payroll, customerId: 'a' },
      { serviceId: 'payroll', customerId: 'b' },
      false,
    ],
  ])('are offered tasks %s: %#', (_how, role, where, isExpected) => {
    expect(mayComplete(role, offer(where, 'task-leader'))).toBe(isExpected);
    expect(mayComplete(role, offer(where))).toBe(isExpected);
  });

  it('show the instances of their service, and no others', () => {
    // given
    const ability = createAbility(anna, { ...standing(), serviceRoles: [payroll] });
    const mayRead = (serviceId: string): boolean =>
      isAllowed(ability, 'read', 'ProcessInstance', { participants: [], scope: { serviceId } });

    // then
    expect([mayRead('payroll'), mayRead('email')]).toEqual([true, false]);
  });

  it('let a manager of one service keep its register and assign its tasks, nothing more', () => {
    // given
    const manager: ServiceRole = { ...payroll, rights: 'service-delivery-manager' };
    const ability = createAbility(anna, { ...standing(), serviceRoles: [manager] });
    const may = (
      action: 'create' | 'assign',
      type: 'RoleHolding' | 'UserTask',
      serviceId: string,
    ) => isAllowed(ability, action, type, { serviceId });

    // then
    expect(may('create', 'RoleHolding', 'payroll')).toBe(true);
    expect(may('create', 'RoleHolding', 'email')).toBe(false);
    expect(may('assign', 'UserTask', 'payroll')).toBe(true);
    expect(may('assign', 'UserTask', 'email')).toBe(false);
    expect(ability.can('publish', 'Message')).toBe(false);
  });
});

describe('a substitute', () => {
  const ability = createAbility(anna, {
    ...standing('agent'),
    substitutesFor: [
      {
        username: 'carla',
        displayName: 'Carla',
        until: new Date('2026-12-01T00:00:00Z'),
        roles: ['problem-analyst'],
        serviceRoles: [{ roleId: 'task-leader', rights: 'agent', serviceId: 'payroll' }],
      },
    ],
  });

  it.each([
    ['by name', { offeredTo: ['user:carla'] }, true],
    ['that the absent person has', { assignee: 'carla' }, true],
    ['to their role', { offeredTo: ['role:problem-analyst'] }, true],
    ['to their role for a service', { offeredTo: ['role:task-leader@payroll'] }, true],
    [
      'to that role elsewhere',
      { offeredTo: ['role:task-leader', 'role:task-leader@email'] },
      false,
    ],
    ['to their group, which has others', { offeredTo: ['group:second-line'] }, false],
    ['to somebody else', { offeredTo: ['user:dirk'] }, false],
  ])('is offered a task %s: %#', (_how, offered, isExpected) => {
    expect(isAllowed(ability, 'claim', 'UserTask', { ...task, ...offered })).toBe(isExpected);
  });
});
