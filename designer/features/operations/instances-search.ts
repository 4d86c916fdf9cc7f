import type { InstanceState } from '../../../server/contract/index.js';

export const instanceStates = [
  'active',
  'completed',
  'canceled',
  'failed',
] as const satisfies readonly InstanceState[];

export interface InstancesSearch {
  readonly state?: InstanceState | undefined;
  readonly text?: string | undefined;
  readonly process?: string | undefined;
  readonly incident?: boolean | undefined;
  readonly suspended?: boolean | undefined;
}

export function readInstancesSearch(search: Record<string, unknown>): InstancesSearch {
  const state = instanceStates.find((known) => known === search['state']);
  const { text, process, incident, suspended } = search;
  return {
    ...(state === undefined ? {} : { state }),
    ...(typeof text === 'string' && text !== '' ? { text } : {}),
    ...(typeof process === 'string' && process !== '' ? { process } : {}),
    ...(incident === true || incident === 'true' ? { incident: true } : {}),
    ...(suspended === true || suspended === 'true' ? { suspended: true } : {}),
  };
}
