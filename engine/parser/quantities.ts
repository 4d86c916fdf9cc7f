import type { ProgramElement } from '../model/program.js';
import { readText } from '../tailoring/moddle-element.js';
import type { DraftElement } from './draft-model.js';
import type { ModelReader } from './model-reader.js';
import { describe } from './problem.js';

/** How many tokens an activity takes and gives; one each, unless the model says otherwise. */
export function readQuantities(
  element: DraftElement,
  reader: ModelReader,
): Pick<ProgramElement, 'startQuantity' | 'completionQuantity'> {
  const startQuantity = readQuantity(element, 'startQuantity', reader);
  const completionQuantity = readQuantity(element, 'completionQuantity', reader);
  return {
    ...(startQuantity === 1 ? {} : { startQuantity }),
    ...(completionQuantity === 1 ? {} : { completionQuantity }),
  };
}

function readQuantity(element: DraftElement, attribute: string, reader: ModelReader): number {
  const text = readText(element.source, attribute) ?? '1';
  const quantity = Number(text);
  if (Number.isInteger(quantity) && quantity >= 1) return quantity;
  const message = `Expected a ${attribute} of at least 1 at ${describe(element)} but got '${text}'`;
  reader.error(element, 'quantityInvalid', message, { [attribute]: text });
  return 1;
}
