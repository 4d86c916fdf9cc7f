import { describeChange } from '../../../server/realtime/describe-change.js';
import { isOwnRoom, rooms, watchedKey } from '../../../server/realtime/rooms.js';
import type { UserTaskDocument } from '../../../server/store/projection-models.js';

const task = {
  _id: 't',
  organisationId: 'demo',
  instanceId: 'i',
  seq: 5,
  claimVersion: 2,
  assignee: 'anna',
  previousAssignee: 'ben',
  offeredTo: ['group:first-line', 'role:agent@payroll'],
  name: 'A name that stays at home',
} as unknown as UserTaskDocument;

describe('rooms', () => {
  it('of a task are those of its group, of who has it and of who had it', () => {
    // when
    const { event, rooms: names } = describeChange('userTasks', task);

    // then
    expect(event).toEqual({
      type: 'userTaskChanged',
      ids: { userTaskKey: 't', processInstanceKey: 'i' },
      version: 7,
    });
    expect(names).toEqual(
      expect.arrayContaining([
        'user:demo:anna',
        'user:demo:ben',
        'group:demo:first-line',
        'role:demo:agent@payroll',
        'instance:i',
        'rights:demo:admin',
        'substitutes:demo:anna',
      ]),
    );
    expect(names).not.toContain('rights:demo:agent');
  });

  it('of a task open to all include the agents', () => {
    expect(describeChange('userTasks', { ...task, offeredTo: ['staff'] }).rooms).toContain(
      'rights:demo:agent',
    );
  });

  it('of a task of a service include those who answer for the service', () => {
    // when
    const offeredTo = ['role:task-leader', 'role:task-leader@payroll', 'staff@payroll'];
    const { rooms: names } = describeChange('userTasks', {
      ...task,
      offeredTo,
      serviceId: 'payroll',
    });

    // then
    expect(names).toEqual(
      expect.arrayContaining([
        'role:demo:task-leader',
        'role:demo:task-leader@payroll',
        'rights:demo:agent@payroll',
        'rights:demo:service-delivery-manager@payroll',
      ]),
    );
  });

  it('tell things on view from rooms of people', () => {
    expect(watchedKey(rooms.instance('a:b'))).toEqual({ type: 'instance', key: 'a:b' });
    expect(watchedKey(rooms.user('demo', 'anna'))).toBeUndefined();
    expect(isOwnRoom(rooms.role('demo', 'admin'))).toBe(true);
    expect(isOwnRoom(rooms.instance('user:x'))).toBe(false);
  });
});
