import type { TriggerAttributes } from '../../lifecycle/gathering.js';
import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement } from '../draft-model.js';
import { isParallelMultiple } from '../event-definitions.js';

/** Of events that catch. */
export function readTriggers(element: DraftElement): ProgramAttributes {
  const attributes: TriggerAttributes = isParallelMultiple(element) ? { isParallel: true } : {};
  return { ...attributes };
}
