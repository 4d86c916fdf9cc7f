import {
  addDuration,
  FeelTimeError,
  parseDateTime,
  parseDuration,
} from '../../../engine/expressions/index.js';
import type { StepOf } from './script.js';
import { mainInstance, type Session } from './session.js';
import { refuse, type Refusal, type Stimulus } from './stimulus.js';

export const advance: Stimulus<StepOf<'advance'>> = (session, step) => {
  const target = targetOf(session, step);
  if (typeof target === 'object') return target;
  advanceTo(session, target);
  return undefined;
};

function targetOf({ driver, zone }: Session, step: StepOf<'advance'>): number | Refusal {
  const { duration, until } = step;
  const now = driver.now();
  if (duration === undefined && until === undefined) {
    const due = driver.nextDueAt();
    return due ?? refuse('unknownTimer', 'an open timer', 'there is none');
  }
  const target =
    duration === undefined ? parseDateTime(until ?? '', zone) : instantAfter(now, duration, zone);
  if (target === undefined || Math.abs(target) > 8.64e15)
    return refuse(
      'instantInvalid',
      'an instant of the calendar',
      `got '${duration ?? until ?? ''}'`,
    );
  return target >= now ? target : refuse('instantPast', 'an instant to come', 'it is past');
}

function instantAfter(from: number, text: string, zone: string): number | undefined {
  const duration = parseDuration(text);
  try {
    return duration === undefined ? undefined : addDuration(from, duration, zone);
  } catch (error) {
    if (error instanceof FeelTimeError) return undefined;
    throw error;
  }
}

/** From one timer to the next, so that a repetition without end comes to the run's limit. */
function advanceTo(session: Session, target: number): void {
  const { driver } = session;
  for (let due = driver.nextDueAt(); due !== undefined && due <= target; due = driver.nextDueAt()) {
    if (
      !session.carryOut(() => {
        driver.advanceTo(due);
      })
    )
      return;
  }
  driver.advanceTo(target);
}

/** Instants at which `advanceToEnd` lets timers fire; only a repetition without end needs more. */
const maximumInstants = 1000;

/** Lets time pass until the instance has ended or no timer is left; false if there was no end of it. */
export function advanceToEnd(session: Session): boolean {
  const { driver } = session;
  for (let count = 0; count < maximumInstants; count += 1) {
    const due = driver.nextDueAt();
    if (due === undefined || mainInstance(session)?.outcome !== undefined) return true;
    if (
      !session.carryOut(() => {
        driver.advanceTo(due);
      })
    )
      return false;
  }
  return false;
}
