import { isAllowedValue } from './allowed-values.js';
import type { Difference } from './difference.js';
import type { Finding } from './judged-difference.js';
import type { Guideline, TailoringModel } from './model.js';

/** Changes that people see and nothing executes. */
const textProperties: readonly RegExp[] = [
  /^name$/,
  /^documentation$/,
  /^versionTag$/,
  /^clock\.[^.]*\.name$/,
  /^event\.(error|escalation|signal)\.label$/,
];

/** Judges the change of one property by the guideline that names it most precisely. */
export function judgeProperty(difference: Difference, standard: TailoringModel): Finding {
  const property = difference.property ?? '';
  const guidelines = standard.guidelines[difference.elementId] ?? [];
  const covering = pickMostPrecise(guidelines, property);
  const mandatory = covering.find(({ kind }) => kind === 'mandatory');
  if (mandatory !== undefined) {
    return { verdict: 'forbidden', rule: 'propertyMandatory', guidelineId: mandatory.id };
  }
  const configurable = covering.filter(({ kind }) => kind === 'configurable');
  const allowing = configurable.find((one) => isAllowedValue(one, difference.after));
  if (allowing !== undefined) return describeRange('allowed', 'configuredWithinRange', allowing);
  if (textProperties.some((pattern) => pattern.test(property))) {
    return { verdict: 'allowed', rule: 'textMayChange' };
  }
  const limiting = configurable[0];
  return limiting === undefined
    ? { verdict: 'needsWaiver', rule: 'propertyNotCovered' }
    : describeRange('needsWaiver', 'outOfRange', limiting);
}

/** Whether some guideline speaks of the property, so that its change must be judged by it. */
export function isPropertyGuided(difference: Difference, standard: TailoringModel): boolean {
  const guidelines = standard.guidelines[difference.elementId] ?? [];
  return pickMostPrecise(guidelines, difference.property ?? '').length > 0;
}

/** A guideline for `timer` also speaks of `timer.kind`; one for `timer.kind` is more precise. */
function pickMostPrecise(guidelines: readonly Guideline[], property: string): readonly Guideline[] {
  const covering = guidelines.filter((one) => isCovered(one.property, property));
  const longest = Math.max(0, ...covering.map((one) => one.property?.length ?? 0));
  return covering.filter((one) => one.property?.length === longest);
}

function isCovered(guided: string | undefined, property: string): boolean {
  if (guided === undefined) return false;
  return (
    property === guided || property.startsWith(`${guided}.`) || property.startsWith(`${guided}#`)
  );
}

function describeRange(
  verdict: 'allowed' | 'needsWaiver',
  rule: 'configuredWithinRange' | 'outOfRange',
  guideline: Guideline,
): Finding {
  return { verdict, rule, guidelineId: guideline.id, params: { range: formatRange(guideline) } };
}

function formatRange({ min, max, values }: Guideline): string {
  const parts: string[] = [];
  if (min !== undefined && max !== undefined) parts.push(` between ${min} and ${max}`);
  else if (min !== undefined) parts.push(` to ${min} or more`);
  else if (max !== undefined) parts.push(` to ${max} or less`);
  if (values !== undefined) parts.push(` to ${values.join(', ')}`);
  return parts.join(' or');
}
