import type { Program } from '../model/program.js';
import type { InstanceState } from './instance-state.js';
import { noInstance } from './instance-tree.js';

/** The state of an instance before its first input, which must be `instanceStarted`. */
export function createInstance(program: Program): InstanceState {
  return {
    version: 1,
    programHash: program.hash,
    status: 'created',
    instanceId: '',
    zone: 'UTC',
    initiator: '',
    now: 0,
    counter: 0,
    root: noInstance,
    instances: emptyTable(),
    waits: emptyTable(),
    incidents: {},
    held: [],
  };
}

/**
 * An object made for keys that come and go. Engines of JavaScript turn an object into a hash table when a property
 * is deleted; doing that while it is empty saves them from describing a class of objects for each key.
 */
function emptyTable<Item>(): Record<string, Item> {
  const table: Record<string, Item | undefined> = { first: undefined, second: undefined };
  delete table['first'];
  delete table['second'];
  // Nothing is left in it.
  return table as Record<string, Item>;
}
