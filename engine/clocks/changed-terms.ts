import type { Failure } from '../failure.js';
import { raiseIncident, resolveIncident } from '../lifecycle/incidents.js';
import type { ClockChange } from '../protocol/clock-terms.js';
import type { TermsPublished } from '../protocol/inputs.js';
import type { ClockState, ElementInstance, OpenIncident } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { askForDeadlines, clockAt } from './clock-changes.js';
import { readTerms, takeTerms } from './clock-terms.js';

/** All has come to rest: what has become of the clocks that may count by something else now. */
export function lookAtClocks(machine: StepMachine): void {
  for (const watchId of machine.dueClocks) {
    const [key = '', index = ''] = watchId.split('/');
    const host = machine.findInstance(key);
    if (host !== undefined) readAgain(machine, host, Number(index));
  }
  machine.dueClocks.clear();
}

function readAgain(machine: StepMachine, host: ElementInstance, index: number): void {
  const found = clockAt(machine, host, index);
  if (found === undefined || !isOpen(found.state.status)) return;
  const { state, model } = found;
  const terms = readTerms(machine, host, model);
  if (!terms.ok) {
    failClock(machine, host, index, terms.failure);
    return;
  }
  const changes = takeTerms(state, terms.value);
  const isStuck = incidentsOf(machine, host, index).length > 0;
  if (changes.length === 0 && !isStuck) return;
  keepChanges(state, changes);
  askForDeadlines(machine, host, index);
}

/** Until its deadlines are derived for the first time, nothing has changed: it has only begun otherwise. */
function keepChanges(state: ClockState, changes: readonly ClockChange[]): void {
  if (changes.length === 0 || state.calendarVersion === undefined) return;
  state.changes = [...(state.changes ?? []), ...changes];
}

/** An operator has mended something: the model's terms may be others as well. */
export function retryTerms(machine: StepMachine, host: ElementInstance, index: number): void {
  const found = clockAt(machine, host, index);
  if (found === undefined) return;
  const { state, model } = found;
  if (model.dependsOn !== undefined) {
    const terms = readTerms(machine, host, model);
    if (!terms.ok) return failClock(machine, host, index, terms.failure);
    keepChanges(state, takeTerms(state, terms.value));
  }
  askForDeadlines(machine, host, index);
}

function isOpen(status: string): boolean {
  return status === 'running' || status === 'paused';
}

/** Clocks that count by what is published, or may do so now, ask again; nobody else is concerned. */
export function hearOfTerms(machine: StepMachine, input: TermsPublished): void {
  for (const host of Object.values(machine.state.instances)) {
    host.clocks?.forEach((state, index) => {
      if (!isOpen(state.status)) return;
      const isUnderived = state.calendarVersion === undefined;
      const isConcerned =
        input.source === 'calendar'
          ? state.calendarId === input.id && state.calendarVersion !== input.version
          : state.commitment !== undefined &&
            (state.agreementId !== input.id || state.agreementVersion !== input.version);
      if (isConcerned || isUnderived) askForDeadlines(machine, host, index);
    });
  }
}

/** A clock that cannot be counted tells it once, however often it is asked. */
export function failClock(
  machine: StepMachine,
  host: ElementInstance,
  index: number,
  failure: Failure,
): void {
  const open = incidentsOf(machine, host, index);
  if (open.some(({ incident }) => incident.message === failure.message)) return;
  mendClock(machine, host, index);
  raiseIncident(machine, host, failure, { type: 'clock', clock: index });
}

/** It counts again: what was wrong with it is no more. */
export function mendClock(machine: StepMachine, host: ElementInstance, index: number): void {
  for (const incident of incidentsOf(machine, host, index)) resolveIncident(machine, incident);
}

function incidentsOf(
  { state }: StepMachine,
  { incidents = [] }: ElementInstance,
  index: number,
): OpenIncident[] {
  return incidents.flatMap((incidentId) => {
    const open = state.incidents[incidentId];
    return open?.retry.type === 'clock' && open.retry.clock === index ? [open] : [];
  });
}
