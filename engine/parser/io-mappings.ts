import type { ProgramMapping } from '../model/program.js';
import { type ModdleElement, readList, readText } from '../tailoring/moddle-element.js';
import { isVariableName } from './data/data-items.js';
import type { DraftElement } from './draft-model.js';
import type { ModelReader } from './model-reader.js';
import { describe } from './problem.js';

/** The inputs or outputs of an `io`, which may not be there. */
export function readMappingsOf(
  element: DraftElement,
  io: ModdleElement | undefined,
  list: 'inputs' | 'outputs',
  reader: ModelReader,
): readonly ProgramMapping[] {
  if (io === undefined) return [];
  return readList(io, list).flatMap((mapping) => {
    const target = readText(mapping, 'target') ?? '';
    if (!isVariableName(target)) {
      const message = `Expected the name of a variable as target at ${describe(element)} but got '${target}'`;
      reader.error(element, 'mappingTargetInvalid', message, { target });
    }
    const text = readText(mapping, 'source') ?? '';
    const source = reader.value(element, `source of '${target}'`, text);
    return source === undefined ? [] : [{ target, source }];
  });
}
