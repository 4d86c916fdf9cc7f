import type { JsonValue } from '../protocol/json.js';
import type { ElementInstance, InstanceState, LoopState } from './instance-state.js';

/** Attributes of a loop at run time (BPMN 2.0.2 section 10.3.8), which all that is inside it can read. */
const readers: Readonly<Record<string, (loop: LoopState) => number | undefined>> = {
  // What is repeated has it as a variable; the loop itself has so many behind it.
  loopCounter: ({ total, completed }) => (total === undefined ? completed : undefined),
  numberOfInstances: ({ total }) => total,
  numberOfActiveInstances: ({ total, begun, completed, terminated = 0 }) =>
    total === undefined ? undefined : begun - completed - terminated,
  numberOfCompletedInstances: ({ total, completed }) =>
    total === undefined ? undefined : completed,
  numberOfTerminatedInstances: ({ total, terminated = 0 }) =>
    total === undefined ? undefined : terminated,
};

/** The fact of the nearest loop around an instance, or of the instance itself, that has it. */
export function readLoopFact(
  state: InstanceState,
  from: ElementInstance | undefined,
  name: string,
): JsonValue | undefined {
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (read === undefined) return undefined;
  let instance = from;
  while (instance !== undefined) {
    const value = instance.loop === undefined ? undefined : read(instance.loop);
    if (value !== undefined) return value;
    instance = state.instances[instance.scope];
  }
  return undefined;
}
