import { fail, type Result, succeed } from '../failure.js';
import type { ProgramValue } from '../model/program.js';
import type { JsonValue } from '../protocol/json.js';
import { instantAfter, instantOf, isoTextOf, zoneOf } from '../state/instants.js';
import type { TimerCycle } from '../state/instance-state.js';
import { dueAtOf, readCronCycle, readCycle } from '../state/timer-cycle.js';
import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/** Written by the compiler. */
export interface TimerAttributes {
  readonly kind: 'date' | 'duration' | 'cycle' | 'cron';
  /** ISO text or cron expression, or FEEL giving such a text, a date and time, or a duration. */
  readonly value: ProgramValue;
  /** In which dates, months and cron expressions are read; left out, the instance's. */
  readonly zone?: ProgramValue;
}

/** BPMN 2.0.2 section 10.5.6: a timer occurs at an instant, after a time, or repeatedly. */
export const timer: EventDefinitionBehavior = {
  plan(context, owner, event, attributes) {
    const { now, zone } = context.state;
    const model = attributes as unknown as TimerAttributes;
    const due = planTimer(model, now, zone, (value) => context.read(value, owner), event.id);
    if (!due.ok) return due;
    return succeed({ type: 'timer', owner: owner.key, event: event.index, ...due.value });
  },
};

/** When a timer is due first. */
export interface Due {
  readonly dueAt: number;
  readonly cycle?: TimerCycle;
}

/** Evaluates a timer; `read` knows the variables, if there are any. */
export function planTimer(
  { kind, value, zone: zoneValue }: TimerAttributes,
  now: number,
  defaultZone: string,
  read: (value: ProgramValue) => Result<JsonValue>,
  eventId?: string,
): Result<Due> {
  const result = read(value);
  if (!result.ok) return result;
  const at = eventId === undefined ? '' : ` at '${eventId}'`;
  const ownZone = zoneValue === undefined ? succeed(undefined) : readZone(read(zoneValue), at);
  if (!ownZone.ok) return ownZone;
  const zone = ownZone.value;
  const text = isoTextOf(result.value);
  const due = text === undefined ? undefined : readDue(kind, text, now, zone ?? defaultZone);
  if (due === undefined) {
    const got = text === undefined ? JSON.stringify(result.value) : `'${text}'`;
    const isOver =
      kind === 'cycle' && readCycle(text ?? '', now, zone ?? defaultZone) !== undefined;
    const expected = isOver ? 'a repetition that is not over' : expectations[kind];
    return fail('timerInvalid', `Expected ${expected}${at} but got ${got}`);
  }
  const { cycle } = due;
  return succeed(
    cycle === undefined || zone === undefined ? due : { ...due, cycle: { ...cycle, zone } },
  );
}

function readZone(result: Result<JsonValue>, at: string): Result<string> {
  if (!result.ok) return result;
  const zone = zoneOf(result.value);
  if (zone !== undefined) return succeed(zone);
  const got = JSON.stringify(result.value);
  return fail('timerInvalid', `Expected a time zone${at} but got ${got}`);
}

/** Reads a text; nothing, if it is none of this kind or never due. */
function readDue(
  kind: TimerAttributes['kind'],
  text: string,
  now: number,
  zone: string,
): Due | undefined {
  if (kind === 'cycle' || kind === 'cron') {
    const cycle = kind === 'cron' ? readCronCycle(text, now) : readCycle(text, now, zone);
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
  cron: 'a cron expression such as 0 9 * * 1-5',
};
