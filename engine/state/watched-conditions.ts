import type { Variables } from '../protocol/json.js';
import type { InstanceState } from './instance-state.js';

/** Ids of waits by the variables that their conditions depend on. */
type ConditionTable = NonNullable<InstanceState['conditions']>;

/** No variable has such a key. */
function keyOf(name: string): string {
  return `$${name}`;
}

export function watchCondition(
  state: InstanceState,
  waitId: string,
  dependsOn: readonly string[],
): void {
  const table: ConditionTable = (state.conditions ??= {});
  for (const name of dependsOn) (table[keyOf(name)] ??= {})[waitId] = true;
}

export function forgetCondition(
  state: InstanceState,
  waitId: string,
  dependsOn: readonly string[],
): void {
  const table = state.conditions;
  if (table === undefined) return;
  for (const name of dependsOn) {
    const watching = table[keyOf(name)];
    if (watching === undefined) continue;
    delete watching[waitId];
    if (isEmptyTable(watching)) delete table[keyOf(name)];
  }
  if (isEmptyTable(table)) delete state.conditions;
}

/** The conditions that a change of these variables may change. */
export function conditionsOn(state: InstanceState, variables: Variables): readonly string[] {
  const table = state.conditions;
  if (table === undefined) return [];
  return Object.keys(variables).flatMap((name) => Object.keys(table[keyOf(name)] ?? {}));
}

export function allConditions({ conditions = {} }: InstanceState): readonly string[] {
  return Object.values(conditions).flatMap((watching) => Object.keys(watching));
}

function isEmptyTable(table: object): boolean {
  for (const key in table) if (Object.hasOwn(table, key)) return false;
  return true;
}
