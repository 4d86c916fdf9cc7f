import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement } from '../draft-model.js';
import { isInstantiating } from '../process-entries.js';

/** Its message is read as that of an event. */
export function readReceiveTask(element: DraftElement): ProgramAttributes {
  return isInstantiating(element) ? { isInstantiating: true } : {};
}
