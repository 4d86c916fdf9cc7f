import type { UntimedInput } from './inputs.js';
import type { JsonValue, Variables } from './json.js';

/** What has gone wrong, or the BPMN error that was thrown. */
type JobMishap =
  | { readonly type: 'failed'; readonly message: string }
  | {
      readonly type: 'error';
      readonly errorCode: string;
      readonly message: string;
      readonly variables: Variables;
    };

/** How a job went, in its last attempt. */
export type JobOutcome = { readonly type: 'completed'; readonly variables: Variables } | JobMishap;

/** How a script ended; it has no effect but this. */
export type ScriptOutcome = { readonly type: 'completed'; readonly value: JsonValue } | JobMishap;

/** What tells the machine. */
export function jobAnswer(jobId: string, outcome: JobOutcome): UntimedInput {
  switch (outcome.type) {
    case 'completed':
      return { type: 'jobCompleted', jobId, variables: outcome.variables };
    case 'failed':
      return { type: 'jobFailed', jobId, message: outcome.message };
    case 'error': {
      const { errorCode, message, variables } = outcome;
      return { type: 'jobErrorThrown', jobId, errorCode, message, variables };
    }
  }
}

/** A script is a job whose result is its value. */
export function outcomeOfScript(outcome: ScriptOutcome): JobOutcome {
  if (outcome.type !== 'completed') return outcome;
  return { type: 'completed', variables: { value: outcome.value } };
}
