import { readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { readExtensions } from '../model-reader.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** Forms that are named must be there. */
export const knownForms: Rule = ({ elements }, { formIds }) =>
  elements.flatMap((element) => check(element, formIds));

function check(element: DraftElement, formIds: readonly string[] | undefined): readonly Problem[] {
  return readExtensions(element.source, 'Form').flatMap((form) => {
    const formId = readText(form, 'formId') ?? '';
    if (formId === '') {
      const message = `Expected the id of the form of ${describe(element)} but got none`;
      return [problemAt(element, 'error', 'formIdMissing', message)];
    }
    if (formIds === undefined || formIds.includes(formId)) return [];
    const message = `Expected form '${formId}' of ${describe(element)} to exist but it does not`;
    return [problemAt(element, 'error', 'formUnknown', message, { formId })];
  });
}
