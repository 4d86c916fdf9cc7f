import {
  isModdleElement,
  type ModdleElement,
  readList,
  readText,
} from '../../tailoring/moddle-element.js';
import { describe, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** BPMN 2.0.2 section 10.5.1: only definitions at the root of the file may be referred to; those of an event are its own. */
export const reusableDefinitions: Rule = ({ elements }) =>
  elements.flatMap((element) =>
    readList(element.source, 'eventDefinitionRef')
      .filter((definition) => !isAtRoot(definition))
      .map((definition) => {
        const id = readText(definition, 'id') ?? '';
        const message = `Expected ${describe(element)} to refer to a reusable event definition but '${id}' is only valid inside the event that holds it`;
        return problemAt(element, 'error', 'eventDefinitionNotReusable', message, {
          definition: id,
        });
      }),
  );

function isAtRoot(definition: ModdleElement): boolean {
  const around = definition['$parent'];
  return isModdleElement(around) && around.$type === 'bpmn:Definitions';
}
