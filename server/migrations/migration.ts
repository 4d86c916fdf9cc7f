import type { Store } from '../store/store.js';

/** One change of stored documents. Numbers are never reused; a migration that ran is never edited. */
export interface Migration {
  /** `0002-split-names`: number and what it does. */
  readonly id: string;
  /**
   * Must be safe to run again from `position` after an interruption at any point.
   *
   * @param position what was last saved; `undefined` at the first run
   * @param save remembers how far it came
   */
  run(
    store: Store,
    position: string | undefined,
    save: (position: string) => Promise<void>,
  ): Promise<void>;
}
