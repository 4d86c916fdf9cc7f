import type { JsonValue } from '../../../engine/index.js';

export type CommandErrorCode =
  | 'argumentInvalid'
  | 'fileUnreadable'
  | 'fileUnwritable'
  | 'jsonInvalid'
  | 'scriptInvalid'
  | 'variablesInvalid'
  | 'contextInvalid'
  | 'expressionInvalid'
  | 'calendarsInvalid'
  | 'modelUnreadable'
  | 'modelRefused'
  | 'processUnknown'
  | 'processAmbiguous'
  | 'startRefused'
  | 'inputInvalid'
  | 'batchInvalid'
  | 'decisionUnknown'
  | 'decisionAmbiguous'
  | 'evaluationStopped';

/** Thrown when a command cannot do its work because of what it was given: it becomes the one JSON error. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    readonly code: CommandErrorCode,
    message: string,
    /** Where it is wrong: `file`, `line`, `argument`, `step` and the like. */
    readonly details: Readonly<Record<string, JsonValue>> = {},
  ) {
    super(message);
  }
}
