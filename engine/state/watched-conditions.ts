import type { Variables } from '../protocol/json.js';
import type { InstanceState } from './instance-state.js';
import { isEmptyTable, unwatch, watch, watchersOf } from './watch-table.js';

/** Ids of waits by the variables that their conditions depend on. */
export function watchCondition(
  state: InstanceState,
  waitId: string,
  dependsOn: readonly string[],
): void {
  watch((state.conditions ??= {}), waitId, dependsOn);
}

export function forgetCondition(
  state: InstanceState,
  waitId: string,
  dependsOn: readonly string[],
): void {
  if (state.conditions === undefined) return;
  unwatch(state.conditions, waitId, dependsOn);
  if (isEmptyTable(state.conditions)) delete state.conditions;
}

/** The conditions that a change of these variables may change. */
export function conditionsOn(state: InstanceState, variables: Variables): readonly string[] {
  return watchersOf(state.conditions, variables);
}

export function allConditions({ conditions = {} }: InstanceState): readonly string[] {
  return Object.values(conditions).flatMap((watching) => Object.keys(watching));
}
