import type { JuelProblem, JuelSpan } from './juel-ast.js';

/** Thrown when an expression cannot be read or translated: `translateJuel` gives it back as a problem. */
export class JuelFault extends Error {
  override readonly name = 'JuelFault';

  constructor(readonly problem: JuelProblem) {
    super(problem.message);
  }
}

export function faultAt(message: string, { from, to }: JuelSpan): JuelFault {
  return new JuelFault({ message, from, to });
}
