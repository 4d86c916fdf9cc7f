import { localTypeOf } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** What cannot be executed is refused by its name, never passed over in silence. */
export const supportedElements: Rule = ({ elements }) => elements.flatMap(check);

function check(element: DraftElement): readonly Problem[] {
  return element.type === undefined ? [unsupported(element)] : [];
}

function unsupported(element: DraftElement): Problem {
  const kind = localTypeOf(element.source);
  const message = `Expected only elements that can be executed but ${describe(element)} is a ${kind}`;
  return problemAt(element, 'error', 'elementUnsupported', message, { kind });
}
