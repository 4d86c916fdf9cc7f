import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ScriptOutcome, ScriptRequest } from '../engine/index.js';
import type { ActivityPorts } from './activities/ports.js';

/** Port activities carry this prefix, so that no job type of a model can reach them. */
export const portPrefix = 'lemniscate.';

/** Activity names of the ports as Temporal sees them. */
export type PortActivities = {
  [Name in keyof ActivityPorts as `${typeof portPrefix}${Name}`]: ActivityPorts[Name];
};

/** What a worker does by itself, without the server. */
export interface OwnActivities {
  'lemniscate.runScript': (request: ScriptRequest) => Promise<ScriptOutcome>;
}

type LocalPort = 'recordFacts' | 'deriveDeadlines' | 'resolveCalledProcess' | 'evaluateDecision';

/**
 * Retried for as long as it takes: an outage of the store delays an instance and never breaks it. Waits of over
 * five seconds become timers, so that a long outage costs little history.
 */
const local = proxyLocalActivities<Pick<PortActivities, `${typeof portPrefix}${LocalPort}`>>({
  startToCloseTimeout: '30s',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '1m' },
});

const remote = proxyActivities<Omit<PortActivities, `${typeof portPrefix}${LocalPort}`>>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** The ports as the workflow calls them. */
export const ports: ActivityPorts = {
  recordFacts: local['lemniscate.recordFacts'],
  deriveDeadlines: local['lemniscate.deriveDeadlines'],
  resolveCalledProcess: local['lemniscate.resolveCalledProcess'],
  evaluateDecision: local['lemniscate.evaluateDecision'],
  publishMessage: remote['lemniscate.publishMessage'],
  broadcastSignal: remote['lemniscate.broadcastSignal'],
  openJob: remote['lemniscate.openJob'],
  closeJob: remote['lemniscate.closeJob'],
  startByTimer: remote['lemniscate.startByTimer'],
};

/** A script that fails has an outcome; what fails here is the thread that it should run in. */
const own = proxyLocalActivities<OwnActivities>({
  startToCloseTimeout: '1m',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumAttempts: 5 },
});

export const scripts = { runScript: own['lemniscate.runScript'] };
