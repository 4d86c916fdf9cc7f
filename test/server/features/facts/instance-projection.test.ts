import type { TraceRecord } from '../../../../engine/index.js';
import {
  applyToHead,
  emptyHead,
} from '../../../../server/features/facts/projections/instance-projection.js';
import type { InstanceHead } from '../../../../server/features/facts/projections/projection.js';
import type { InstanceIdentity } from '../../../../workflows/activities/ports.js';

const identity = { instanceId: 'i', processId: 'p' } as InstanceIdentity;

function headAfter(...records: readonly TraceRecord[]): InstanceHead {
  const head = emptyHead(identity, 'Process', new Date(0));
  records.forEach((record, index) => {
    applyToHead(head, { seq: index + 1, occurredAt: 0, record });
  });
  return head;
}

const loop = { elementId: 'work', elementInstanceId: 'i:e1' } as const;
const first = { elementId: 'work', elementInstanceId: 'i:e2' } as const;
const second = { elementId: 'work', elementInstanceId: 'i:e3' } as const;

const begun: readonly TraceRecord[] = [
  { type: 'elementActivated', isLoop: true, ...loop },
  { type: 'elementActivated', loopCounter: 1, scopeInstanceId: 'i:e1', ...first },
  { type: 'elementActivated', loopCounter: 2, scopeInstanceId: 'i:e1', ...second },
];

describe('the projection of an instance', () => {
  it('counts what a loop repeats, not the loop itself', () => {
    // when
    const { elements } = headAfter(...begun, { type: 'elementCompleted', ...first });

    // then
    expect(elements).toMatchObject([{ elementId: 'work', active: 1, completed: 1, canceled: 0 }]);
  });

  it('forgets the loop without counting it when it has ended', () => {
    // when
    const { elements, active } = headAfter(
      ...begun,
      { type: 'elementCompleted', ...first },
      { type: 'elementTerminated', ...second },
      { type: 'elementCompleted', ...loop },
    );

    // then
    expect(elements).toMatchObject([{ elementId: 'work', active: 0, completed: 1, canceled: 1 }]);
    expect(active).toEqual([]);
  });
});
