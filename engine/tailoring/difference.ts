import type { JsonValue } from '../protocol/json.js';

export type DifferenceKind =
  | 'added'
  | 'removed'
  /** Same id, another type. */
  | 'replaced'
  /** Into another scope, or onto another activity. */
  | 'moved'
  | 'changed'
  | 'clockAdded'
  | 'clockRemoved'
  /** A sequence flow with other ends. */
  | 'rewired'
  /** A sequence flow drawn anew between the same ends. */
  | 'redrawn'
  /** No flow leads any more from one element to another. */
  | 'disconnected'
  /** A mandatory element can be passed by, or not reached; found by judging. */
  | 'bypassed';

/** One line of what a tailored process does differently. */
export interface Difference {
  /** Stable as long as the change is the same: `removed:Task_1`, `changed:Task_1:timer`. */
  readonly differenceId: string;
  readonly kind: DifferenceKind;
  readonly elementId: string;
  readonly elementName?: string;
  readonly elementType: string;
  /** Set for changes of one property. */
  readonly property?: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** For an added step: the flows of the standard into which it was inserted without touching anything else. */
  readonly insertedIn?: readonly string[];
  /** Changes that only follow from this one, such as flows that were joined again. */
  readonly consequences: readonly Difference[];
}

/** A difference and everything that follows from it, outermost first. */
export function flattenDifferences(differences: readonly Difference[]): readonly Difference[] {
  return differences.flatMap((one) => [one, ...flattenDifferences(one.consequences)]);
}
