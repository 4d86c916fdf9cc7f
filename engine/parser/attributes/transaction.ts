import type { ProgramAttributes } from '../../model/program.js';
import { readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { definedEntries } from './defined-entries.js';
import { readScope } from './scope.js';

export function readTransaction(element: DraftElement): ProgramAttributes {
  return definedEntries({ ...readScope(element), method: readText(element.source, 'method') });
}
