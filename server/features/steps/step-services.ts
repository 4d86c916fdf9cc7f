import type { Store } from '../../store/store.js';

/** What steps work with. */
export interface StepServices {
  readonly store: Store;
  readonly now: () => Date;
}
