import type { Guideline, TailoringModel } from '../../../../engine/tailoring/index.js';

/** What the guidelines of the standard say of one property in a tailored process. */
export type PropertyFreedom =
  | { readonly type: 'free' }
  | { readonly type: 'configurable'; readonly guideline: Guideline }
  | { readonly type: 'locked'; readonly guideline?: Guideline };

/** Answers what may be done with an element; asked by the rules of the canvas, the panel and the outline. */
export interface TailoringGuide {
  readonly isTailoring: boolean;
  isOfStandard(elementId: string): boolean;
  /** The guideline that keeps the element in place, if there is one. */
  findMandatory(elementId: string): Guideline | undefined;
  findFreedom(elementId: string, property: string): PropertyFreedom;
  listGuidelines(elementId: string): readonly Guideline[];
}

const free: PropertyFreedom = { type: 'free' };

export const freeGuide: TailoringGuide = {
  isTailoring: false,
  isOfStandard: () => false,
  findMandatory: () => undefined,
  findFreedom: () => free,
  listGuidelines: () => [],
};

/** Properties that speak to people only; they may always change. */
const words = ['name', 'documentation'];

const covers = (guideline: Guideline, property: string): boolean =>
  guideline.property !== undefined &&
  (guideline.property === property || property.startsWith(`${guideline.property}.`));

export function createTailoringGuide(standard: TailoringModel): TailoringGuide {
  const guidelinesOf = (elementId: string): readonly Guideline[] =>
    standard.guidelines[elementId] ?? [];
  const isOfStandard = (elementId: string): boolean => standard.elements[elementId] !== undefined;
  return {
    isTailoring: true,
    isOfStandard,
    findMandatory: (elementId) =>
      guidelinesOf(elementId).find(
        ({ kind, property }) => kind === 'mandatory' && property === undefined,
      ),
    findFreedom(elementId, property) {
      if (!isOfStandard(elementId) || words.includes(property)) return free;
      const speaking = guidelinesOf(elementId)
        .filter((guideline) => covers(guideline, property))
        .sort((a, b) => (b.property ?? '').length - (a.property ?? '').length);
      const [guideline] = speaking;
      if (guideline === undefined) return { type: 'locked' };
      return guideline.kind === 'configurable'
        ? { type: 'configurable', guideline }
        : { type: 'locked', guideline };
    },
    listGuidelines: guidelinesOf,
  };
}

/** The range or list that a guideline allows, for the line below a field. */
export function describeRange({ min, max, values, text }: Guideline): string {
  const range =
    values !== undefined && values.length > 0
      ? values.join(', ')
      : min !== undefined || max !== undefined
        ? `${min ?? '…'} – ${max ?? '…'}`
        : undefined;
  return [range, text].filter((part) => part !== undefined && part !== '').join(' · ');
}
