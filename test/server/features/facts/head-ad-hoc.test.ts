import type { TraceRecord } from '../../../../engine/index.js';
import { applyAdHoc } from '../../../../server/features/facts/projections/head-ad-hoc.js';
import type { InstanceHead } from '../../../../server/features/facts/projections/projection.js';

const of = (elementInstanceId: string) => ({ elementId: 'desk', elementInstanceId });
const opened = (elementInstanceId: string): TraceRecord => ({
  type: 'adHocOpened',
  activities: [{ elementId: 'call', name: 'Call' }],
  isSequential: false,
  isCompletable: true,
  ...of(elementInstanceId),
});

/** Keys of what is listed as open after the records. */
function listAfter(records: readonly TraceRecord[]): string[] | undefined {
  const head = {} as InstanceHead;
  for (const record of records) applyAdHoc(head, record);
  return head.adHoc?.map(({ elementInstanceId }) => elementInstanceId);
}

describe('the list of what people may start', () => {
  it('holds every ad-hoc sub-process that is open', () => {
    expect(listAfter([opened('i:e1'), opened('i:e2')])).toEqual(['i:e1', 'i:e2']);
  });

  it.each(['adHocClosed', 'elementCompleted', 'elementTerminated'] as const)(
    'leaves out one after %s',
    (type) => {
      const records = [opened('i:e1'), opened('i:e2'), { type, ...of('i:e1') }];
      expect(listAfter(records)).toEqual(['i:e2']);
      expect(listAfter([...records, { type, ...of('i:e2') }])).toBeUndefined();
    },
  );

  it('takes no notice of other elements', () => {
    const other: TraceRecord = {
      type: 'elementCompleted',
      elementId: 'call',
      elementInstanceId: 'i:e3',
    };
    expect(listAfter([other])).toBeUndefined();
    expect(listAfter([opened('i:e1'), other])).toEqual(['i:e1']);
  });
});
