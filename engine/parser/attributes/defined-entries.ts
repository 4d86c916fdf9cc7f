import type { ProgramAttributes } from '../../model/program.js';

/** Leaves out what is undefined: programs are JSON. */
export function definedEntries(attributes: ProgramAttributes): ProgramAttributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}
