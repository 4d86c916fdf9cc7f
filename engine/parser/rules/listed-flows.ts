import { readChild, readList, readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** BPMN 2.0.2 section 8.4.9: the flows that an element lists, if it lists any, are those that end and begin at it. */
export const listedFlows: Rule = ({ elements }) =>
  elements.flatMap((element) => [
    ...check(element, 'incoming', 'targetRef'),
    ...check(element, 'outgoing', 'sourceRef'),
  ]);

function check(
  element: DraftElement,
  list: 'incoming' | 'outgoing',
  end: 'targetRef' | 'sourceRef',
): readonly Problem[] {
  return readList(element.source, list)
    .filter((flow) => readChild(flow, end) !== element.source)
    .map((flow) => {
      const id = readText(flow, 'id') ?? '';
      const message = `Expected flow '${id}', which ${describe(element)} lists as ${list}, to name it as ${end} but it does not`;
      return problemAt(element, 'error', 'flowListedWrongly', message, { flow: id, list });
    });
}
