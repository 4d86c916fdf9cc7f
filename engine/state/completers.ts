import type { JsonValue } from '../protocol/json.js';
import type { ElementInstance, InstanceState } from './instance-state.js';
import { defineVariable } from './variables.js';

/** Who has completed a user task inside a scope, each once, in order of their first completion. */
export interface Completers {
  readonly elementId: string;
  readonly users: string[];
}

/** Every scope around the task remembers it, as long as the scope lasts. */
export function noteCompleter(
  state: InstanceState,
  task: ElementInstance,
  elementId: string,
  user: string,
): void {
  for (const scope of scopesAround(state, task)) {
    const all = (scope.completers ??= []);
    const known = all.find((completers) => completers.elementId === elementId);
    if (known === undefined) all.push({ elementId, users: [user] });
    else if (!known.users.includes(user)) known.users.push(user);
  }
}

/** Who has completed the task inside the innermost scope around in which it was completed at all. */
export function completersOf(
  state: InstanceState,
  from: ElementInstance,
  elementId: string,
): readonly string[] {
  for (const { completers = [] } of scopesAround(state, from)) {
    const known = completers.find((each) => each.elementId === elementId);
    if (known !== undefined) return known.users;
  }
  return [];
}

/** The same of all tasks that were completed, by their ids; seen from an instance, which may be a scope itself. */
export function describeCompleters(
  state: InstanceState,
  from: ElementInstance | undefined,
): JsonValue {
  const known: Record<string, JsonValue> = {};
  for (const { completers = [] } of from === undefined
    ? []
    : [from, ...scopesAround(state, from)]) {
    for (const { elementId, users } of completers) {
      if (!Object.hasOwn(known, elementId)) defineVariable(known, elementId, [...users]);
    }
  }
  return known;
}

/** From the inside out. */
function scopesAround(state: InstanceState, { scope }: ElementInstance): ElementInstance[] {
  const around: ElementInstance[] = [];
  for (
    let instance = state.instances[scope];
    instance !== undefined;
    instance = state.instances[instance.scope]
  )
    around.push(instance);
  return around;
}
