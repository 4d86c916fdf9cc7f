import type { ConditionalAttributes } from '../event-definitions/conditional.js';
import { collectMentioned, collectNames } from '../expressions/free-names.js';
import type { ProgramAttributes } from '../model/program.js';
import type { ModdleElement } from '../tailoring/moddle-element.js';
import type { DraftElement } from './draft-model.js';
import { type ModelReader, readBody } from './model-reader.js';
import { describe } from './problem.js';

export function readConditional(
  element: DraftElement,
  definition: ModdleElement,
  reader: ModelReader,
): ProgramAttributes {
  const text = readBody(definition, 'condition')?.trim() ?? '';
  if (text === '') {
    const message = `Expected a condition at ${describe(element)} but got none`;
    reader.error(element, 'conditionMissing', message);
    return {};
  }
  const condition = reader.expression(element, 'condition', text);
  if (condition === undefined) return {};
  const attributes: ConditionalAttributes = {
    condition,
    needs: collectNames(condition.ast),
    dependsOn: collectMentioned(condition.ast),
  };
  return { ...attributes };
}
