import type { ElementInstance } from './instance-state.js';

/** A token that has come over a flow waits there; it still counts as one of its scope's. */
export function parkToken(scope: ElementInstance, flow: number): void {
  scope.tokens += 1;
  scope.parked ??= {};
  scope.parked[flow] = countParked(scope, flow) + 1;
}

export function countParked(scope: ElementInstance, flow: number): number {
  return scope.parked?.[flow] ?? 0;
}

/** Takes one token from each of the flows away. */
export function consumeTokens(scope: ElementInstance, flows: readonly number[]): void {
  if (scope.parked === undefined) return;
  for (const flow of flows) {
    const left = countParked(scope, flow) - 1;
    if (left > 0) scope.parked[flow] = left;
    else delete scope.parked[flow];
    scope.tokens -= 1;
  }
}
