import { DaysTimeDuration } from '../expressions/feel-value.js';
import { durationToMillis, parseDuration } from '../expressions/temporal-values.js';
import { type Failure, fail, type Result, succeed } from '../failure.js';
import type { ProgramClock, ProgramValue } from '../model/program.js';
import type { ClockChange, Commitment } from '../protocol/clock-terms.js';
import type { JsonValue } from '../protocol/json.js';
import type { ClockState, ElementInstance } from '../state/instance-state.js';
import { isoTextOf } from '../state/instants.js';
import { findHolder } from '../state/variables.js';
import type { StepMachine } from '../step-machine.js';

/** What a clock counts by, as its model and the variables say: a target in a calendar, or a commitment. */
export type ClockTerms =
  { readonly targetMs: number; readonly calendarId: string } | { readonly commitment: Commitment };

/** The variable that tells the priority of a clock that says nothing about it. */
const USUAL_PRIORITY = 'priority';

export function readTerms(
  machine: StepMachine,
  host: ElementInstance,
  model: ProgramClock,
): Result<ClockTerms> {
  return model.commitment === undefined
    ? readTarget(machine, host, model)
    : readCommitment(machine, host, model, model.commitment);
}

function readTarget(
  machine: StepMachine,
  host: ElementInstance,
  model: ProgramClock,
): Result<ClockTerms> {
  const target = read(machine, host, model, model.target);
  if (!target.ok) return target;
  const text = isoTextOf(target.value);
  const duration = text === undefined ? undefined : parseDuration(text);
  const targetMs = duration instanceof DaysTimeDuration ? durationToMillis(duration) : 0;
  if (targetMs <= 0) return unexpected(model, 'a target such as PT4H', target.value);
  const calendar = read(machine, host, model, model.calendar);
  if (!calendar.ok) return calendar;
  if (typeof calendar.value === 'string' && calendar.value !== '') {
    return succeed({ targetMs, calendarId: calendar.value });
  }
  return unexpected(model, 'the id of a calendar', calendar.value);
}

function readCommitment(
  machine: StepMachine,
  host: ElementInstance,
  model: ProgramClock,
  commitment: ProgramValue,
): Result<ClockTerms> {
  const name = read(machine, host, model, commitment);
  if (!name.ok) return name;
  if (typeof name.value !== 'string' || name.value === '')
    return unexpected(model, 'the name of a commitment', name.value);
  const priority = readPriority(machine, host, model);
  if (!priority.ok) return priority;
  const text = textOf(priority.value);
  if (text === undefined) return unexpected(model, 'a priority', priority.value);
  return succeed({ commitment: { name: name.value, ...(text === '' ? {} : { priority: text }) } });
}

function readPriority(
  machine: StepMachine,
  host: ElementInstance,
  model: ProgramClock,
): Result<JsonValue> {
  if (model.priority !== undefined) return read(machine, host, model, model.priority);
  const holder = findHolder(machine.state, host, USUAL_PRIORITY);
  return succeed(holder?.variables?.[USUAL_PRIORITY] ?? null);
}

/** Empty for none. */
function textOf(priority: JsonValue): string | undefined {
  if (priority === null) return '';
  if (typeof priority === 'number') return String(priority);
  return typeof priority === 'string' ? priority : undefined;
}

function read(
  machine: StepMachine,
  host: ElementInstance,
  model: ProgramClock,
  value: ProgramValue | undefined,
): Result<JsonValue> {
  if (value === undefined) return succeed(null);
  const result = machine.read(value, host);
  return result.ok ? result : clockInvalid(model, result.failure);
}

function unexpected(model: ProgramClock, wanted: string, got: JsonValue): Result<never> {
  return fail(
    'clockInvalid',
    `Expected ${wanted} for clock '${model.id}' but got ${JSON.stringify(got)}`,
  );
}

function clockInvalid(model: ProgramClock, { message, details }: Failure): Result<never> {
  return fail('clockInvalid', `Expected clock '${model.id}' to start but: ${message}`, details);
}

/** Takes over what the model says now; gives what is another than before. */
export function takeTerms(state: ClockState, terms: ClockTerms): ClockChange[] {
  if ('commitment' in terms) {
    const before = state.commitment;
    state.commitment = terms.commitment;
    return [
      ...changeOf('commitment', before?.name, terms.commitment.name),
      ...changeOf('priority', before?.priority, terms.commitment.priority),
    ];
  }
  const changes = [
    ...changeOf('target', minutesOf(state.targetMs), minutesOf(terms.targetMs)),
    ...changeOf('calendar', state.calendarId, terms.calendarId),
  ];
  state.targetMs = terms.targetMs;
  state.calendarId = terms.calendarId;
  return changes;
}

export function changeOf(
  of: ClockChange['of'],
  from: string | undefined,
  to: string | undefined,
): ClockChange[] {
  if (from === to) return [];
  return [{ of, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }];
}

/** A target as people read it in the story of an instance. */
export function minutesOf(targetMs: number): string {
  const seconds = targetMs / 1_000;
  return seconds % 60 === 0 ? `PT${seconds / 60}M` : `PT${seconds}S`;
}
