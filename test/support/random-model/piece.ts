import type { Lay } from './ground.js';

/** One way to build a part of a model. */
export interface Piece {
  readonly lay: Lay;
  /** How many forms it has; left out, one. */
  readonly variants?: number;
  /** How many blocks it takes inside; left out, none. */
  readonly inner?: 'one' | 'some';
  /** Whether the end of a form depends on what comes first: on the order of inputs, or on that of the XML. */
  readonly isRace?: (variant: number) => boolean;
}
