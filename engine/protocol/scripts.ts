import type { ScriptOutcome } from './job-outcome.js';
import type { Variables } from './json.js';

/** A script in JavaScript and the variables it sees. */
export interface ScriptRequest {
  readonly script: string;
  readonly variables: Variables;
}

/** Runs one script to its end, or to its limits. */
export type RunScriptNow = (request: ScriptRequest) => ScriptOutcome;
