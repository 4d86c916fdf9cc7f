/** Rules by which differences are judged, with their English sentences. */
const sentences = {
  textMayChange: 'Names and descriptions may always change.',
  redrawn: 'The flow was drawn anew; its meaning is the same.',
  configuredWithinRange: "'{property}' of '{element}' may change{range}.",
  outOfRange: "'{property}' of '{element}' may only change{range}; '{after}' needs a waiver.",
  propertyMandatory: "'{property}' of '{element}' is set by the standard and may not change.",
  propertyNotCovered: "No guideline lets '{property}' of '{element}' change; it needs a waiver.",
  removedOptional: "'{element}' may be left out with a reason.",
  removedMandatory: "'{element}' is mandatory and may not be removed.",
  removedHoldsMandatory: "'{element}' holds the mandatory '{inner}' and may not be removed.",
  removedNotCovered: "No guideline lets '{element}' be removed; it needs a waiver.",
  insertedInExtensible: "Steps may be inserted at '{place}'.",
  addedNotCovered: "No guideline lets '{element}' be added here; it needs a waiver.",
  addedBesideFlow: "'{element}' is more than a step inserted in a flow; it needs a waiver.",
  addedInterruption:
    "'{element}' can end the work around it, which is more than a step; it needs a waiver.",
  replacedSameFamily: "'{element}' may be replaced with a reason.",
  replacedMandatory: "'{element}' is mandatory and may not be replaced.",
  replacedOtherFamily:
    "'{element}' may only be replaced by an element of its kind; it needs a waiver.",
  replacedNotCovered: "No guideline lets '{element}' be replaced; it needs a waiver.",
  movedMandatory: "'{element}' is mandatory and may not be moved elsewhere.",
  movedNotCovered: "No guideline lets '{element}' be moved; it needs a waiver.",
  flowMandatory: "The flow '{element}' is mandatory and may not be changed.",
  flowNotCovered: "No guideline lets the flow '{element}' be added or changed; it needs a waiver.",
  disconnected: "'{element}' no longer follows '{before}'; that needs a waiver.",
  bypassed: "'{element}' is mandatory, but after '{before}' there is a way around it.",
  unreachable: "'{element}' is mandatory, but nothing leads to it any more.",
  processIdChanged: "A tailored process keeps the id '{before}' of its standard.",
  guidelineIgnored: "Guidelines on '{element}' have no effect: only those of the standard count.",
} as const;

export type RuleId = keyof typeof sentences;

export type MessageParams = Readonly<Record<string, string>>;

/** The English sentence of a rule. */
export function formatMessage(rule: RuleId, params: MessageParams): string {
  return sentences[rule].replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
}

/** All rules, for catalogues in other languages. */
export function listRules(): readonly RuleId[] {
  return Object.keys(sentences) as RuleId[];
}
