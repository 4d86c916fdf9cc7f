import type { StepContext } from '../../element-behavior.js';
import { fail, type Result, succeed } from '../../failure.js';
import type { ProgramExpression } from '../../model/program.js';
import type { JsonValue } from '../../protocol/json.js';
import type { ElementInstance } from '../../state/instance-state.js';

/** More than this is taken for a mistake: all of them are part of the state. */
const most = 100_000;

/** Where a multi-instance has its items from: one of the two. */
export interface LoopSource {
  readonly cardinality?: ProgramExpression;
  readonly collection?: ProgramExpression;
}

export interface LoopItems {
  readonly total: number;
  /** Left out if only their number is known. */
  readonly items?: readonly JsonValue[];
}

/** Evaluated once, when the loop begins. */
export function readLoopItems(
  context: StepContext,
  instance: ElementInstance,
  { cardinality, collection }: LoopSource,
): Result<LoopItems> {
  const expression = collection ?? cardinality;
  if (expression === undefined) return succeed({ total: 0 });
  const result = context.evaluate(expression, instance);
  if (!result.ok) return result;
  const { value } = result;
  if (collection === undefined) {
    const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0;
    if (!isCount || value > most) return invalid(`a whole number from 0 to ${most}`);
    return succeed({ total: value });
  }
  if (!isList(value) || value.length > most) return invalid(`a list of at most ${most} items`);
  return succeed({ total: value.length, items: value });

  function invalid(expected: string): Result<never> {
    const { id } = context.elementOf(instance);
    const place = collection === undefined ? 'cardinality' : 'collection';
    const got = isList(value) ? `${value.length} items` : JSON.stringify(value);
    const message = `Expected ${expected} as ${place} of '${id}' but got ${got}`;
    return fail('loopItemsInvalid', message, { expression: expression?.text ?? '' });
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
