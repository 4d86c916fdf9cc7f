import type { TraceRecord } from '../../../../engine/index.js';
import type { InstanceHead } from './projection.js';

/** Keeps the list of ad-hoc sub-processes in which something may be started. */
export function applyAdHoc(head: InstanceHead, record: TraceRecord): void {
  switch (record.type) {
    case 'adHocOpened': {
      const { elementId, elementInstanceId, isSequential, isCompletable } = record;
      const activities = record.activities.map((activity) => ({ ...activity }));
      const row = { elementId, elementInstanceId, isSequential, isCompletable, activities };
      head.adHoc = [...(head.adHoc ?? []), row];
      break;
    }
    case 'adHocClosed':
    case 'elementCompleted':
    case 'elementTerminated':
      close(head, record.elementInstanceId);
      break;
    default:
  }
}

function close(head: InstanceHead, elementInstanceId: string): void {
  if (head.adHoc === undefined) return;
  const open = head.adHoc.filter((row) => row.elementInstanceId !== elementInstanceId);
  if (open.length === 0) delete head.adHoc;
  else head.adHoc = open;
}
