import type { JsonValue, Variables } from './json.js';

/** A script in JavaScript and the variables it sees. */
export interface ScriptRequest {
  readonly script: string;
  readonly variables: Variables;
}

/** How a script ended; it has no effect but this. */
export type ScriptOutcome =
  | { readonly type: 'completed'; readonly value: JsonValue }
  | { readonly type: 'failed'; readonly message: string }
  /** It has thrown a BPMN error. */
  | {
      readonly type: 'error';
      readonly errorCode: string;
      readonly message: string;
      readonly variables: Variables;
    };

/** Runs one script to its end, or to its limits. */
export type RunScriptNow = (request: ScriptRequest) => ScriptOutcome;
