import type { ProgramAttributes } from '../../model/program.js';
import { readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readExtension } from '../model-reader.js';
import { describe } from '../problem.js';
import { localNameOf } from '../qualified-names.js';
import { definedEntries } from './defined-entries.js';
import { readVersionChoice } from './version-choice.js';

/** A qualified name points to a process by its id; which file it stands in does not matter. */
function isFeel(text: string): boolean {
  return text.trim().startsWith('=');
}

export function readCallActivity(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const { source } = element;
  const called = readText(source, 'calledElement');
  const call = readExtension(source, 'Call');
  if (called === undefined) {
    const message = `Expected the process that ${describe(element)} calls but it names none`;
    reader.error(element, 'calledElementMissing', message);
    return {};
  }
  return definedEntries({
    calledElement: reader.value(
      element,
      'called process',
      isFeel(called) ? called : localNameOf(called),
    ),
    ...readVersionChoice(element, reader, call),
    isPropagatingAllOutputs: call?.['propagateAllOutputs'] === true,
  });
}
