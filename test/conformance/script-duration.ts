import {
  DaysTimeDuration,
  durationToMillis,
  parseDuration,
} from '../../engine/expressions/index.js';
import { ScriptFailedError } from './errors.js';

/** Length of an ISO duration in milliseconds. */
export function lengthOf(text: string): number {
  const duration = parseDuration(text);
  if (duration instanceof DaysTimeDuration) return durationToMillis(duration);
  throw new ScriptFailedError(`Expected a duration of days and time but got '${text}'`);
}
