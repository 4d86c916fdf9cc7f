/** Sorts of attempts, by the names that the command line has for them. */
export const familyNames = ['bpmn', 'feel', 'dmn', 'foreign'] as const;

export type FamilyName = (typeof familyNames)[number];

/** How an attempt ended; every family has its own ways. */
export type AttemptKind =
  | 'refused'
  | 'deployed'
  | 'played'
  | 'scripted'
  | 'commanded'
  | 'unreadable'
  | 'mistaken'
  | 'evaluated'
  | 'undecided'
  | 'decided'
  | 'blocked'
  | 'imported';

export interface Attempt {
  readonly kind: AttemptKind;
  /** Everything that came out, as text: two attempts of one number give the same. */
  readonly outcome: string;
}

/** Attempts of one sort. Seed and number decide what is attempted. */
export interface Family {
  readonly attempt: (seed: number, index: number) => Attempt | Promise<Attempt>;
  /** What an attempt is made with, to look at; nothing if there is nothing to see. */
  readonly materialOf: (seed: number, index: number) => string | undefined;
  /** Time of computing that one attempt may take; without it, whoever watches decides. */
  readonly budgetMs?: number;
  /** Nothing is left of it afterwards. */
  readonly close: () => void;
}
