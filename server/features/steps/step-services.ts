import type { Store } from '../../store/store.js';
import type { StepRecords } from './step-records.js';

/** What steps work with. */
export interface StepServices {
  readonly store: Store;
  readonly records: StepRecords;
  readonly now: () => Date;
}
