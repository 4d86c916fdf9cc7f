import type { ParseWarning } from 'bpmn-moddle';

import { isModdleElement, type ModdleElement } from '../tailoring/moddle-element.js';
import type { Problem } from './problem.js';
import { namespaceOfName } from './qualified-names.js';

/**
 * BPMN 2.0.2 section 8.3.3: the definition of an extension stands outside of the file. One that is not ours is kept and
 * not looked at, unless the file says that nobody may process it without understanding it.
 */
export function checkExtension(
  definitions: ModdleElement,
  { element, value = '' }: ParseWarning,
  ours: string,
): readonly Problem[] {
  const mustUnderstand = isModdleElement(element) && element['mustUnderstand'] === true;
  if (!mustUnderstand || namespaceOfName(definitions, value) === ours) return [];
  const message = `Expected no extension that must be understood but '${value}', which the file declares as one, is unknown here`;
  return [
    {
      rule: 'extensionNotUnderstood',
      severity: 'error',
      message,
      params: { extension: value },
    },
  ];
}
