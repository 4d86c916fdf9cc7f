import type { RequestContext } from '../../http/request-context.js';
import type { Store } from '../../store/store.js';
import type { RecordRepository } from './record-commands.js';
import type { RecordTypes } from './record-types.js';

export interface RecordDependencies {
  readonly store: Store;
  readonly types: RecordTypes;
  readonly records: RecordRepository;
  readonly audit: (
    context: RequestContext,
    action: string,
    recordKey: string,
    after?: unknown,
  ) => Promise<void>;
}
