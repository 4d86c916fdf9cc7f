import { PortPrefixReservedError } from '../errors.js';
import { portPrefix, type PortActivities } from '../port-activities.js';
import type { ActivityPorts, JobWorkers } from './ports.js';

/** All activities of a worker by Temporal name: the ports under their prefix, and job workers by job type. */
export function createActivities(ports: ActivityPorts, jobWorkers: JobWorkers): object {
  const reserved = Object.keys(jobWorkers).find((jobType) => jobType.startsWith(portPrefix));
  if (reserved !== undefined) throw new PortPrefixReservedError(reserved);
  const portActivities: PortActivities = {
    'lemniscate.recordFacts': (batch) => ports.recordFacts(batch),
    'lemniscate.deriveDeadlines': (question) => ports.deriveDeadlines(question),
    'lemniscate.resolveCalledProcess': (question) => ports.resolveCalledProcess(question),
    'lemniscate.publishMessage': (publication) => ports.publishMessage(publication),
    'lemniscate.broadcastSignal': (broadcast) => ports.broadcastSignal(broadcast),
  };
  return { ...jobWorkers, ...portActivities };
}
