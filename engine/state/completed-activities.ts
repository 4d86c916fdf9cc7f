import type { CompletedActivity, ElementInstance } from './instance-state.js';

/** Takes an activity into what its scope remembers. */
export function addCompleted(scope: ElementInstance, activity: CompletedActivity): void {
  const completed = (scope.completed ??= []);
  let place = completed.length;
  while (place > 0 && rankAt(completed, place - 1) > activity.rank) place -= 1;
  completed.splice(place, 0, activity);
}

function rankAt(completed: readonly CompletedActivity[], place: number): number {
  return completed[place]?.rank ?? 0;
}

/** Takes out what the scope remembers, in the order in which it is listed: all, or what is wanted. */
export function takeCompleted(
  scope: ElementInstance,
  isWanted: (activity: CompletedActivity) => boolean,
): readonly CompletedActivity[] {
  if (scope.completed === undefined) return [];
  const taken = scope.completed.filter(isWanted);
  if (taken.length === 0) return taken;
  const kept = scope.completed.filter((activity) => !isWanted(activity));
  if (kept.length > 0) scope.completed = kept;
  else delete scope.completed;
  return taken;
}
