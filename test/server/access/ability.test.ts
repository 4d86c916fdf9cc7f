import { createAbility, isAllowed, type AbilityPerson } from '../../../server/access/ability.js';
import type { Role } from '../../../server/contract/index.js';

function person(...roles: Role[]): AbilityPerson {
  return { username: 'anna', organisationId: 'demo', roles, groups: ['first-line'] };
}

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
    expect(isAllowed(createAbility(person('agent')), 'complete', 'UserTask', offered)).toBe(
      isExpected,
    );
  });

  it('let a reporter see only instances they have to do with', () => {
    // given
    const ability = createAbility(person('reporter'));

    // then
    expect(isAllowed(ability, 'read', 'ProcessInstance', { participants: ['anna'] })).toBe(true);
    expect(isAllowed(ability, 'read', 'ProcessInstance', { participants: ['rita'] })).toBe(false);
    expect(isAllowed(ability, 'read', 'UserTask', { ...task, offeredTo: ['staff'] })).toBe(false);
  });

  it('let a service delivery manager see and assign every task, but complete only what is offered', () => {
    // given
    const ability = createAbility(person('service-delivery-manager'));
    const foreign = { ...task, offeredTo: ['group:second-line'] };

    // then
    expect(isAllowed(ability, 'read', 'UserTask', foreign)).toBe(true);
    expect(isAllowed(ability, 'assign', 'UserTask', foreign)).toBe(true);
    expect(isAllowed(ability, 'complete', 'UserTask', foreign)).toBe(false);
  });

  it('let those who do the work begin ad-hoc activities, and nobody else', () => {
    const instance = { participants: ['anna'] };
    const mayWork = (role: Role): boolean =>
      isAllowed(createAbility(person(role)), 'work', 'ProcessInstance', instance);
    expect(mayWork('agent')).toBe(true);
    expect(mayWork('service-delivery-manager')).toBe(true);
    expect(mayWork('reporter')).toBe(false);
    expect(mayWork('process-owner')).toBe(false);
  });

  it('give nothing to a person without a role', () => {
    expect(createAbility(person()).rules).toEqual([]);
  });
});
