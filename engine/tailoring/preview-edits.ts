import type { JsonValue } from '../protocol/json.js';
import { compareModels } from './compare-models.js';
import { changeOf } from './compare-properties.js';
import { conclude, findVerdict } from './judge.js';
import type { JudgedDifference } from './judged-difference.js';
import type { TailoringElement, TailoringModel } from './model.js';

/**
 * What would be said if the element, with all it holds, were taken out of the standard: for a modeler
 * that locks what must stay. Nothing, if the standard has no such element.
 */
export function previewRemoval(
  standard: TailoringModel,
  elementId: string,
): JudgedDifference | undefined {
  const element = standard.elements[elementId];
  if (element === undefined || element.type === 'process') return undefined;
  const gone = listCarried(standard, elementId);
  const left = Object.entries(standard.elements).filter(([id]) => !gone.has(id));
  const tailored = { elements: Object.fromEntries(left), guidelines: {} };
  const removal = compareModels(standard, tailored).find(({ differenceId, kind }) => {
    return kind === 'removed' && differenceId === `removed:${elementId}`;
  });
  return removal && conclude(removal, findVerdict(removal, standard), undefined);
}

/** What would be said if the property had the value instead of that of the standard. */
export function previewChange(
  standard: TailoringModel,
  elementId: string,
  property: string,
  value: JsonValue | undefined,
): JudgedDifference | undefined {
  const element = standard.elements[elementId];
  if (element === undefined) return undefined;
  const change = changeOf(element, property, element.properties[property], value);
  return conclude(change, findVerdict(change, standard), undefined);
}

/** The element with its content, boundary events and flows. */
function listCarried(standard: TailoringModel, elementId: string): ReadonlySet<string> {
  const gone = new Set([elementId]);
  const isCarried = ({ scope, attachedTo, source, target }: TailoringElement): boolean =>
    [scope, attachedTo, source, target].some((id) => id !== undefined && gone.has(id));
  let before = 0;
  while (gone.size > before) {
    before = gone.size;
    for (const element of Object.values(standard.elements)) {
      if (isCarried(element)) gone.add(element.id);
    }
  }
  return gone;
}
