import {
  DaysTimeDuration,
  durationToMillis,
  parseDuration,
} from '../../../engine/expressions/index.js';
import type { StepOf } from './script.js';
import { refuse, type Stimulus } from './stimulus.js';

/** A message that nobody waits for, and that does not wait itself, is refused; the script may expect that. */
export const message: Stimulus<StepOf<'message'>> = (session, step, index) => {
  const { name, correlationKey = '', variables = {}, timeToLive } = step;
  const messageId = step.messageId ?? `message-${index}`;
  const timeToLiveMs = lengthOf(timeToLive);
  const before = session.countFacts();
  session.driver.publishMessage({ messageId, name, correlationKey, timeToLiveMs, variables });
  // Everything was at rest before, so whatever happened is the message's doing.
  if (session.countFacts() > before || timeToLiveMs > 0) return undefined;
  const key = correlationKey === '' ? '' : ` with key '${correlationKey}'`;
  return refuse('messageNotCorrelated', `somebody to wait for '${name}'${key}`, 'nobody does');
};

/** A signal is for everyone who listens, which may be nobody. */
export const signal: Stimulus<StepOf<'signal'>> = ({ driver }, { name, variables = {} }) => {
  driver.broadcastSignal(name, variables);
  return undefined;
};

/** A month counts as 30 days: a time to live is no date. */
function lengthOf(text: string | undefined): number {
  const duration = text === undefined ? undefined : parseDuration(text);
  if (duration === undefined) return 0;
  return duration instanceof DaysTimeDuration
    ? durationToMillis(duration)
    : duration.months * 30 * 24 * 3_600_000;
}
