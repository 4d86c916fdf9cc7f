import type { DecisionModel } from './model/decision-model.js';

/** What a process can call by its id. */
export interface Callable {
  readonly decisionId: string;
  readonly name: string;
  readonly versionTag?: string;
}

/** The decisions and decision services of a model itself; what it imports is deployed by whoever it belongs to. */
export function listCallable({ decisions, services }: DecisionModel): readonly Callable[] {
  return [...decisions, ...services]
    .filter(({ importedAs }) => importedAs === undefined)
    .map(({ id, name, versionTag }) => ({
      decisionId: id,
      name,
      ...(versionTag === undefined ? {} : { versionTag }),
    }));
}
