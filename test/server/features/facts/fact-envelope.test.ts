import type { TraceRecord } from '../../../../engine/index.js';
import { packFact, unpackFact } from '../../../../server/features/facts/fact-envelope.js';
import type { InstanceIdentity } from '../../../../workflows/activities/ports.js';

const identity: InstanceIdentity = {
  organisationId: 'demo',
  instanceId: 'i',
  rootInstanceId: 'i',
  processId: 'p',
  processDefinitionKey: 'k',
  processDefinitionVersion: 1,
  programHash: 'h',
  mode: 'live',
};
const actor = { type: 'user', id: 'anna' } as const;
const element = { elementId: 'e', elementInstanceId: 'i:2' };

const records: readonly TraceRecord[] = [
  { type: 'instanceStarted', processId: 'p', businessKey: 'INC-1', variables: { a: 1 }, actor },
  { type: 'elementActivated', ...element, scopeInstanceId: 'i:1' },
  { type: 'flowTaken', flowId: 'f' },
  { type: 'variablesChanged', variables: { b: [1, 2] }, actor },
  { type: 'variablesChanged', elementInstanceId: 'i:2', variables: {} },
  {
    type: 'taskOpened',
    ...element,
    taskId: 'i:3',
    name: 'Task',
    candidates: { users: [], groups: ['g'], roles: [] },
    assignmentEpoch: 1,
  },
  {
    type: 'incidentRaised',
    incident: {
      incidentId: 'i:4',
      code: 'jobFailed',
      elementId: 'e',
      elementInstanceId: 'i:2',
      message: 'No.',
      raisedAt: 5,
    },
  },
  { type: 'incidentResolved', incidentId: 'i:4', elementId: 'e', actor },
  { type: 'instanceCompleted', variables: { a: 1 } },
];

describe('the fact envelope', () => {
  it.each(records.map((record) => [record.type, record] as const))(
    'gives %s back as it was',
    (_type, record) => {
      // given
      const recorded = { seq: 1, occurredAt: 1_000, record };

      // when
      const { fact, value } = packFact(identity, recorded, new Date(2_000));

      // then
      expect(unpackFact(fact, value?.variables)).toEqual(recorded);
    },
  );

  it('holds no variables itself, only where they are', () => {
    // when
    const { fact, value } = packFact(
      identity,
      { seq: 7, occurredAt: 1, record: records[0] as TraceRecord },
      new Date(),
    );

    // then
    expect(fact.data).not.toHaveProperty('variables');
    expect(fact.valueRef).toBe('i:7');
    expect(value).toMatchObject({ _id: 'i:7', variables: { a: 1 } });
  });

  it('names element, actor and mode outside the data, so that they can be searched', () => {
    // when
    const { fact } = packFact(
      identity,
      { seq: 8, occurredAt: 1, record: records[7] as TraceRecord },
      new Date(),
    );

    // then
    expect(fact).toMatchObject({
      elementId: 'e',
      actor,
      mode: 'live',
      programHash: 'h',
      schemaVersion: 1,
      data: { incidentId: 'i:4' },
    });
  });
});
