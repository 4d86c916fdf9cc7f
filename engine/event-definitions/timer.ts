import { fail, type Result, succeed } from '../failure.js';
import type { ProgramElement, ProgramValue } from '../model/program.js';
import { instantAfter, instantOf, isoTextOf } from '../state/instants.js';
import type { TimerCycle } from '../state/instance-state.js';
import { dueAtOf, readCycle } from '../state/timer-cycle.js';
import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/** Written by the compiler. */
export interface TimerAttributes {
  readonly kind: 'date' | 'duration' | 'cycle';
  /** ISO text, or FEEL giving such a text, a date and time, or a duration. */
  readonly value: ProgramValue;
}

/** BPMN 2.0.2 section 10.5.6: a timer occurs at an instant, after a time, or repeatedly. */
export const timer: EventDefinitionBehavior = {
  plan(context, owner, event, attributes) {
    const { kind, value } = attributes as unknown as TimerAttributes;
    const result = context.read(value, owner);
    if (!result.ok) return result;
    const text = isoTextOf(result.value);
    if (text === undefined) return timerInvalid(event, kind, JSON.stringify(result.value));
    const { now, zone } = context.state;
    const due = readDue(kind, text, now, zone);
    if (due === undefined) return timerInvalid(event, kind, `'${text}'`);
    return succeed({ type: 'timer', owner: owner.key, event: event.index, ...due });
  },
};

/** When a timer is due first. */
export interface Due {
  readonly dueAt: number;
  readonly cycle?: TimerCycle;
}

/** Reads an ISO text; nothing, if it is none of this kind. */
export function readDue(
  kind: TimerAttributes['kind'],
  text: string,
  now: number,
  zone: string,
): Due | undefined {
  if (kind === 'cycle') {
    const cycle = readCycle(text, now, zone);
    const first = cycle === undefined ? undefined : dueAtOf(cycle, zone);
    return cycle === undefined || first === undefined ? undefined : { dueAt: first, cycle };
  }
  const dueAt = kind === 'date' ? instantOf(text, zone) : instantAfter(now, text, zone);
  return dueAt === undefined ? undefined : { dueAt };
}

const expectations = {
  date: 'a date and time such as 2026-12-01T09:00:00',
  duration: 'a duration such as PT4H',
  cycle: 'a repetition such as R3/PT1H',
};

function timerInvalid(
  event: ProgramElement,
  kind: TimerAttributes['kind'],
  got: string,
): Result<never> {
  return fail('timerInvalid', `Expected ${expectations[kind]} at '${event.id}' but got ${got}`);
}
