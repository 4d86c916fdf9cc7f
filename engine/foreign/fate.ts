/** What becomes of something that another tool has written: it works here, it stays without effect, or nobody may deploy it. */
export type Fate = 'mapped' | 'kept' | 'blocks';

/** What becomes of an attribute, or of an extension element with all its parts, and why. */
export interface StatedFate {
  readonly fate: Fate;
  readonly meaning: string;
  /** Attributes (`@name`) and children (`name`) that share its fate. */
  readonly parts?: readonly string[];
}

/** By name: `@assignee` for an attribute of a BPMN element, `formData` for an extension element, `in@local` for a part. */
export type FateTable = Readonly<Record<string, StatedFate>>;

export function mapped(meaning: string, parts?: readonly string[]): StatedFate {
  return state('mapped', meaning, parts);
}

export function kept(meaning: string, parts?: readonly string[]): StatedFate {
  return state('kept', meaning, parts);
}

export function blocks(meaning: string, parts?: readonly string[]): StatedFate {
  return state('blocks', meaning, parts);
}

function state(fate: Fate, meaning: string, parts: readonly string[] | undefined): StatedFate {
  return { fate, meaning, ...(parts === undefined ? {} : { parts }) };
}

/** The fate that is stated for a name; of a part, its own or that of the whole. */
export function findFate(table: FateTable, name: string): StatedFate | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
