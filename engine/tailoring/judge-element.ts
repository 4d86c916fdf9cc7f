import { flattenDifferences, type Difference } from './difference.js';
import { isMandatory } from './find-bypasses.js';
import { judgeProperty, isPropertyGuided } from './judge-property.js';
import { pickWorst, type Finding } from './judged-difference.js';
import {
  familyOf,
  nameOf,
  type Guideline,
  type GuidelineKind,
  type TailoringModel,
} from './model.js';

export function judgeRemoved(difference: Difference, standard: TailoringModel): Finding {
  const isFlow = difference.elementType === 'sequenceFlow';
  const mandatory = find(standard, difference.elementId, 'mandatory');
  if (mandatory !== undefined) {
    const rule = isFlow ? 'flowMandatory' : 'removedMandatory';
    return { verdict: 'forbidden', rule, guidelineId: mandatory.id };
  }
  const inner = flattenDifferences(difference.consequences).filter(
    ({ kind }) => kind === 'removed',
  );
  const held = inner.find(({ elementId }) => isMandatory(standard, elementId));
  if (held !== undefined) return forbidFor(held, standard);
  const condition = [difference, ...inner].find(({ elementId }) =>
    hasFixedProperty(standard, elementId),
  );
  if (condition !== undefined && condition.elementType === 'sequenceFlow') {
    return { verdict: 'forbidden', rule: 'flowMandatory', params: { element: labelOf(condition) } };
  }
  const optional = find(standard, difference.elementId, 'optional');
  if (optional !== undefined) {
    const { id } = optional;
    return { verdict: 'allowed', rule: 'removedOptional', guidelineId: id, isReasonRequired: true };
  }
  return { verdict: 'needsWaiver', rule: isFlow ? 'flowNotCovered' : 'removedNotCovered' };
}

/** Steps may come into flows, sub-processes and processes that are extensible. */
export function judgeAdded(difference: Difference, standard: TailoringModel): Finding {
  if (difference.elementType === 'sequenceFlow') {
    return { verdict: 'needsWaiver', rule: 'flowNotCovered' };
  }
  if (isInterruption(difference)) return { verdict: 'needsWaiver', rule: 'addedInterruption' };
  const scope = readScope(difference);
  const places = [...(difference.insertedIn ?? []), ...(scope === undefined ? [] : [scope])];
  for (const place of places) {
    const extensible = find(standard, place, 'extensible');
    if (extensible === undefined) continue;
    const element = standard.elements[place];
    const name = element === undefined ? undefined : nameOf(element);
    const params = { place: name ?? place };
    return { verdict: 'allowed', rule: 'insertedInExtensible', guidelineId: extensible.id, params };
  }
  const isInsertion = difference.insertedIn !== undefined;
  return { verdict: 'needsWaiver', rule: isInsertion ? 'addedNotCovered' : 'addedBesideFlow' };
}

/** An event sub-process that ends the work around it is no step, wherever steps may come. */
function isInterruption({ elementId, elementType, consequences }: Difference): boolean {
  if (elementType !== 'eventSubProcess') return false;
  return consequences.some((one) => {
    const isStart = one.kind === 'added' && one.elementType.startsWith('startEvent');
    const properties = readField(one.after, 'properties');
    return (
      isStart &&
      readField(one.after, 'scope') === elementId &&
      readField(properties, 'interrupting') !== false
    );
  });
}

/** A replacement also carries the changes of properties that have guidelines of their own. */
export function judgeReplaced(difference: Difference, standard: TailoringModel): Finding {
  const properties = difference.consequences
    .filter((one) => one.kind === 'changed' && isPropertyGuided(one, standard))
    .map((one): Finding => {
      const finding = judgeProperty(one, standard);
      return { ...finding, params: { property: one.property ?? '', ...finding.params } };
    });
  return pickWorst(judgeReplacement(difference, standard), properties);
}

function judgeReplacement(difference: Difference, standard: TailoringModel): Finding {
  const { elementId, before, after } = difference;
  const mandatory = find(standard, elementId, 'mandatory');
  if (mandatory !== undefined) {
    return { verdict: 'forbidden', rule: 'replacedMandatory', guidelineId: mandatory.id };
  }
  const replaceable = find(standard, elementId, 'replaceable');
  if (replaceable === undefined) return { verdict: 'needsWaiver', rule: 'replacedNotCovered' };
  const { id } = replaceable;
  const isSameFamily =
    typeof before === 'string' && typeof after === 'string' && familyOf(before) === familyOf(after);
  return isSameFamily
    ? { verdict: 'allowed', rule: 'replacedSameFamily', guidelineId: id, isReasonRequired: true }
    : { verdict: 'needsWaiver', rule: 'replacedOtherFamily', guidelineId: id };
}

export function judgeMoved(difference: Difference, standard: TailoringModel): Finding {
  const mandatory = find(standard, difference.elementId, 'mandatory');
  return mandatory === undefined
    ? { verdict: 'needsWaiver', rule: 'movedNotCovered' }
    : { verdict: 'forbidden', rule: 'movedMandatory', guidelineId: mandatory.id };
}

export function judgeRewired(difference: Difference, standard: TailoringModel): Finding {
  const mandatory = find(standard, difference.elementId, 'mandatory');
  return mandatory === undefined
    ? { verdict: 'needsWaiver', rule: 'flowNotCovered' }
    : { verdict: 'forbidden', rule: 'flowMandatory', guidelineId: mandatory.id };
}

/** A clock that comes or goes as a whole is as allowed as the least allowed of its attributes. */
export function judgeClock(difference: Difference, standard: TailoringModel): Finding {
  const findings = difference.consequences.map((one): Finding => {
    const finding = judgeProperty(one, standard);
    return { ...finding, params: { property: one.property ?? '', ...finding.params } };
  });
  return pickWorst(findings[0] ?? { verdict: 'needsWaiver', rule: 'propertyNotCovered' }, findings);
}

function find(
  standard: TailoringModel,
  elementId: string,
  kind: GuidelineKind,
): Guideline | undefined {
  const guidelines = standard.guidelines[elementId] ?? [];
  return guidelines.find((one) => one.kind === kind && one.property === undefined);
}

function hasFixedProperty(standard: TailoringModel, elementId: string): boolean {
  const guidelines = standard.guidelines[elementId] ?? [];
  return guidelines.some(({ kind, property }) => kind === 'mandatory' && property !== undefined);
}

function forbidFor(held: Difference, standard: TailoringModel): Finding {
  const guidelineId = find(standard, held.elementId, 'mandatory')?.id;
  return {
    verdict: 'forbidden',
    rule: 'removedHoldsMandatory',
    ...(guidelineId === undefined ? {} : { guidelineId }),
    params: { inner: labelOf(held) },
  };
}

export function labelOf({ elementId, elementName }: Difference): string {
  return elementName ?? elementId;
}

function readScope({ after }: Difference): string | undefined {
  const scope = readField(after, 'scope');
  return typeof scope === 'string' ? scope : undefined;
}

function readField(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(field);
}
