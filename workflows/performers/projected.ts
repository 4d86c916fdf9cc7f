import type { CloseTask, OpenTask, Subscribe, Unsubscribe } from '../../engine/index.js';
import type { Performer } from './performer.js';

/**
 * Tasks and subscriptions need no effect of their own: the server keeps the inbox and the subscription table as
 * projections of the facts `taskOpened`, `subscriptionOpened` and so on, which leave with every step.
 */
const leaveToFacts = (): void => undefined;

export const openTask: Performer<OpenTask> = leaveToFacts;
export const closeTask: Performer<CloseTask> = leaveToFacts;
export const subscribe: Performer<Subscribe> = leaveToFacts;
export const unsubscribe: Performer<Unsubscribe> = leaveToFacts;
