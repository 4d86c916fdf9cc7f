import type { Session } from './session.js';

/** Why a step of the script did not happen; the run goes on without it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** A step of the script that met nothing, or met something else than it should. */
export interface RefusedStep extends Refusal {
  /** From 0. */
  readonly step: number;
  readonly do: string;
}

/** Lets a step of one kind happen. */
export type Stimulus<Step> = (session: Session, step: Step, index: number) => Refusal | undefined;

export function refuse(code: string, expected: string, got: string): Refusal {
  return { code, message: `Expected ${expected} but ${got}` };
}
