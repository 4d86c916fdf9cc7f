import type { Incident, IncidentCode } from './protocol/incidents.js';

/** An expected run-time failure on its way to become an incident. */
export interface Failure {
  readonly code: IncidentCode;
  readonly message: string;
  readonly details?: NonNullable<Incident['details']>;
}

export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

export function succeed<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function fail(
  code: IncidentCode,
  message: string,
  details?: NonNullable<Incident['details']>,
): { readonly ok: false; readonly failure: Failure } {
  return {
    ok: false,
    failure: details === undefined ? { code, message } : { code, message, details },
  };
}
