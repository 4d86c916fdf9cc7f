import type { Program } from '../model/program.js';
import { createInstance } from '../state/create-instance.js';
import type { InMemoryInstance } from './driver-data.js';
import type { DriverHost } from './driver-host.js';

/** Makes room for an instance; its first input is up to the caller. */
export function openInstance(
  { data }: DriverHost,
  program: Program,
  instanceId: string,
  parent?: InMemoryInstance['parent'],
): InMemoryInstance {
  const instance: InMemoryInstance = {
    instanceId,
    processId: program.processId,
    programHash: program.hash,
    ...(parent !== undefined && { parent }),
    state: createInstance(program),
    facts: [],
    openJobs: {},
  };
  data.instances[instanceId] = instance;
  return instance;
}
