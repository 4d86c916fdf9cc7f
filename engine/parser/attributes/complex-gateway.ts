import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readBody } from '../model-reader.js';
import { describe } from '../problem.js';
import { definedEntries } from './defined-entries.js';
import { readUpstream } from './upstream.js';

export function readComplexGateway(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const text = readBody(element.source, 'activationCondition')?.trim() ?? '';
  if (text === '' && element.incoming.length > 1) {
    const message = `Expected an activation condition at ${describe(element)}: without one the first token activates it`;
    reader.warning(element, 'activationConditionMissing', message);
  }
  const activationCondition =
    text === '' ? undefined : reader.expression(element, 'activation condition', text);
  return definedEntries({ ...readUpstream(element), activationCondition });
}
