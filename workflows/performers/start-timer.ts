import type { CancelTimer, StartTimer } from '../../engine/index.js';
import type { Performer } from './performer.js';

export const startTimer: Performer<StartTimer> = ({ timerId, dueAt }, { alarm }) =>
  alarm.set(timerId, dueAt);

export const cancelTimer: Performer<CancelTimer> = ({ timerId }, { alarm }) => alarm.clear(timerId);
