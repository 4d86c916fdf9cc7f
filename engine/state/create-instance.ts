import type { Program } from '../model/program.js';
import type { InstanceState } from './instance-state.js';

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
    root: 0,
    instances: {},
    waits: {},
    incidents: {},
    held: [],
  };
}
