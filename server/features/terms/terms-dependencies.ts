import type { RequestContext } from '../../http/request-context.js';
import type { Store } from '../../store/store.js';
import type { TermsAnnouncer } from './terms-announcer.js';

export interface TermsDependencies {
  readonly store: Store;
  readonly announcer: TermsAnnouncer;
  readonly audit: (
    context: RequestContext,
    subjectType: 'Calendar' | 'Agreement',
    action: string,
    termsId: string,
    after: unknown,
    before?: unknown,
  ) => Promise<void>;
  readonly now: () => Date;
}
