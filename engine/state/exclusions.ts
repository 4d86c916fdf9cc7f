import type { Program, ProgramElement } from '../model/program.js';
import { completersOf } from './completers.js';
import type { ElementInstance, InstanceState, Wait } from './instance-state.js';

export type TaskWait = Extract<Wait, { type: 'task' }>;

/** Written by the compiler. */
interface Separated {
  /** Ids of tasks whose completers are excluded. */
  readonly separateFrom?: readonly string[];
}

/** Everybody who may not complete a task: those it names, and who has completed what it is separate from. */
export function listExcluded(
  state: InstanceState,
  instance: ElementInstance,
  element: ProgramElement,
  named: readonly string[] = [],
): readonly string[] {
  const others = separationsOf(element).flatMap((id) => completersOf(state, instance, id));
  return [...new Set([...named, ...others])];
}

export function separationsOf({ attributes }: ProgramElement): readonly string[] {
  return (attributes as Separated).separateFrom ?? [];
}

/** Everybody who may not complete an open task. */
export function excludedFromTask(
  program: Program,
  state: InstanceState,
  { owner, excluded }: TaskWait,
): readonly string[] {
  const instance = state.instances[owner];
  const element = instance === undefined ? undefined : program.elements[instance.element];
  if (instance === undefined || element === undefined) return [];
  return listExcluded(state, instance, element, excluded);
}
