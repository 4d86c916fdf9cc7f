import type { ProgramElement } from '../model/program.js';
import { separationsOf } from '../state/exclusions.js';
import type { ModelReader } from './model-reader.js';

/** Marks the user tasks of which somebody asks who has completed them; the instance forgets it of all others. */
export function keepCompleters(
  elements: readonly ProgramElement[],
  reader: ModelReader,
): readonly ProgramElement[] {
  const isAskedOfAll = reader.mentions('completedBy');
  const asked = new Set(elements.flatMap(separationsOf));
  if (!isAskedOfAll && asked.size === 0) return elements;
  return elements.map((element) =>
    element.type === 'userTask' && (isAskedOfAll || asked.has(element.id))
      ? { ...element, isCompleterKept: true }
      : element,
  );
}
