import { type ModdleElement, readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import type { ModelReader } from '../model-reader.js';
import { describe } from '../problem.js';

const bindings = ['latest', 'deployment', 'versionTag'];

/** Which version is called of what `caller`, an extension of the element, or BPMN itself names. */
export function readVersionChoice(
  element: DraftElement,
  reader: ModelReader,
  caller: ModdleElement | undefined,
): { readonly binding: string; readonly versionTag: string | undefined } {
  const binding = (caller === undefined ? undefined : readText(caller, 'binding')) ?? 'latest';
  const versionTag = caller === undefined ? undefined : readText(caller, 'versionTag');
  if (!bindings.includes(binding) || (binding === 'versionTag' && versionTag === undefined)) {
    const message = `Expected the version that ${describe(element)} calls as latest, deployment, or versionTag with a tag but got '${binding}'`;
    reader.error(element, 'callBindingInvalid', message, { binding });
  }
  return { binding, versionTag };
}
