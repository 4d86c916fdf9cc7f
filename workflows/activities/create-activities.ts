import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { type DerivedTerms, isTermsError } from '../../engine/index.js';
import { PortPrefixReservedError } from '../errors.js';
import { createScriptRunner } from '../javascript/script-runner.js';
import { portPrefix, type OwnActivities, type PortActivities } from '../port-activities.js';
import type { ActivityPorts, DeadlineQuestion, JobWorkers } from './ports.js';

const UNKNOWN_JOB_FAILURE_TYPE = 'UnknownJobType';

/** All activities of a worker by Temporal name: the ports and its own under their prefix, and job workers by job type. */
export function createActivities(ports: ActivityPorts, jobWorkers: JobWorkers): object {
  const reserved = Object.keys(jobWorkers).find((jobType) => jobType.startsWith(portPrefix));
  if (reserved !== undefined) throw new PortPrefixReservedError(reserved);
  const portActivities: PortActivities = {
    'lemniscate.recordFacts': (batch) => ports.recordFacts(batch),
    'lemniscate.deriveDeadlines': (question) => derive(ports, question),
    'lemniscate.resolveCalledProcess': (question) => ports.resolveCalledProcess(question),
    'lemniscate.evaluateDecision': (question) => ports.evaluateDecision(question),
    'lemniscate.publishMessage': (publication) => ports.publishMessage(publication),
    'lemniscate.broadcastSignal': (broadcast) => ports.broadcastSignal(broadcast),
    'lemniscate.openJob': (job) => ports.openJob(job),
    'lemniscate.closeJob': (job) => ports.closeJob(job),
    'lemniscate.startByTimer': (firing) => ports.startByTimer(firing),
  };
  const scripts = createScriptRunner();
  const ownActivities: OwnActivities = {
    'lemniscate.runScript': (request) => scripts.run(request),
  };
  return { default: refuseUnknownJob, ...jobWorkers, ...portActivities, ...ownActivities };
}

/** Takes what nothing else on this worker serves: no retry would help, so it is an incident at once. */
function refuseUnknownJob(): never {
  const jobType = activityInfo().activityType;
  throw ApplicationFailure.create({
    type: UNKNOWN_JOB_FAILURE_TYPE,
    message: `Expected a worker for jobs of type '${jobType}' but none is registered`,
    nonRetryable: true,
  });
}

/** Terms that cannot be counted by stay so however often they are asked: an incident, for people to mend. */
async function derive(ports: ActivityPorts, question: DeadlineQuestion): Promise<DerivedTerms> {
  try {
    return await ports.deriveDeadlines(question);
  } catch (error) {
    if (!isTermsError(error)) throw error;
    throw ApplicationFailure.nonRetryable(error.message, error.code);
  }
}
