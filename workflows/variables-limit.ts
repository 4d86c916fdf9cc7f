import type { Variables } from '../engine/index.js';
import type { ProcessHost } from './process-host.js';

export function isVariables(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Tells whether the instance may take these variables in.
 *
 * The bound adds up what came in; only when it passes the limit is the state itself measured, so ordinary
 * steps cost nothing.
 */
export function fitsLimit(host: ProcessHost, variables: Variables): boolean {
  const added = JSON.stringify(variables).length;
  if (host.variableBytesBound + added > host.limits.variableBytes) {
    host.variableBytesBound = JSON.stringify(host.state).length;
  }
  if (host.variableBytesBound + added > host.limits.variableBytes) return false;
  host.variableBytesBound += added;
  return true;
}
