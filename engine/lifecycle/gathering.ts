import type { ProgramElement } from '../model/program.js';
import type { Variables } from '../protocol/json.js';
import type { ElementInstance, EventWait, GatheredEvent } from '../state/instance-state.js';
import { assignVariables } from '../state/variables.js';

/** Written by the compiler for events that several definitions trigger. */
export interface TriggerAttributes {
  /** BPMN's `parallelMultiple`: all definitions must have occurred, not just one. */
  readonly isParallel?: true;
}

const nothing: GatheredEvent = { definitions: [], variables: {}, waits: [] };

export function isParallel(event: ProgramElement): boolean {
  return (event.attributes as TriggerAttributes).isParallel === true;
}

/** The event has begun with one of its definitions. */
export function gatherFirst(
  owner: ElementInstance,
  event: ProgramElement,
  definition: number,
): void {
  (owner.gathered ??= {})[event.index] = { ...nothing, definitions: [definition] };
}

/** Remembers a wait that has ended, for the next round. */
export function keepForNextRound(
  owner: ElementInstance,
  event: ProgramElement,
  wait: EventWait,
): void {
  const gathered = owner.gathered?.[event.index] ?? nothing;
  (owner.gathered ??= {})[event.index] = { ...gathered, waits: [...gathered.waits, wait] };
}

/** Counts each definition once; what each of them brought comes together. */
export function gather(
  owner: ElementInstance,
  event: ProgramElement,
  definition: number,
  brought: Variables,
): GatheredEvent {
  const { definitions, variables, waits } = owner.gathered?.[event.index] ?? nothing;
  const all: Variables = {};
  assignVariables(all, variables);
  assignVariables(all, brought);
  const isNew = !definitions.includes(definition);
  const gathered = {
    definitions: isNew ? [...definitions, definition] : definitions,
    variables: all,
    waits,
  };
  (owner.gathered ??= {})[event.index] = gathered;
  return gathered;
}

export function isComplete({ definitions }: GatheredEvent, event: ProgramElement): boolean {
  return definitions.length === event.eventDefinitions.length;
}

/** The round is over: nothing has occurred any more. */
export function forgetGathered(owner: ElementInstance, event: ProgramElement): void {
  if (owner.gathered === undefined) return;
  delete owner.gathered[event.index];
  if (Object.keys(owner.gathered).length === 0) delete owner.gathered;
}
