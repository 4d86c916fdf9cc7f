import type { ProgramAttributes } from '../../model/program.js';

/** Leaves out what is undefined: programs are JSON. */
export function definedEntries(attributes: ProgramAttributes): ProgramAttributes {
  const defined: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) defined[name] = value;
  }
  return defined;
}
