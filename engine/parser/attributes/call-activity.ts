import type { ProgramAttributes } from '../../model/program.js';
import { readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readExtension } from '../model-reader.js';
import { describe } from '../problem.js';
import { localNameOf } from '../qualified-names.js';
import { definedEntries } from './defined-entries.js';

/** A qualified name points to a process by its id; which file it stands in does not matter. */
function isFeel(text: string): boolean {
  return text.trim().startsWith('=');
}

const bindings = ['latest', 'deployment', 'versionTag'];

export function readCallActivity(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const { source } = element;
  const called = readText(source, 'calledElement');
  const call = readExtension(source, 'Call');
  if (called === undefined) {
    const message = `Expected the process that ${describe(element)} calls but it names none`;
    reader.error(element, 'calledElementMissing', message);
    return {};
  }
  const binding = (call === undefined ? undefined : readText(call, 'binding')) ?? 'latest';
  const versionTag = call === undefined ? undefined : readText(call, 'versionTag');
  if (!bindings.includes(binding) || (binding === 'versionTag' && versionTag === undefined)) {
    const message = `Expected the version that ${describe(element)} calls as latest, deployment, or versionTag with a tag but got '${binding}'`;
    reader.error(element, 'callBindingInvalid', message, { binding });
  }
  return definedEntries({
    calledElement: reader.value(
      element,
      'called process',
      isFeel(called) ? called : localNameOf(called),
    ),
    binding,
    versionTag,
    isPropagatingAllOutputs: call?.['propagateAllOutputs'] === true,
  });
}
