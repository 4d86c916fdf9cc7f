import { Schema, type Connection } from 'mongoose';
import type { JobOutcome } from '../../engine/index.js';
import type { StoredVariables } from './fact-models.js';

export interface JobLock {
  /** Who has activated it. */
  by: string;
  /** The name that the worker gave itself. */
  worker: string;
  /** Of this activation, and of no other. */
  key: string;
  until: Date;
}

/** What the worker answered; kept before the engine is asked, so that it happens exactly once. */
export interface JobAnswer {
  commandId: string;
  by: string;
  at: Date;
  lockKey: string;
  outcome: JobOutcome;
}

export type JobState = 'created' | 'answered' | 'completed' | 'failed' | 'errorThrown' | 'canceled';

/** A job for workers that come for it. A truth of its own: never rebuilt. */
export interface JobDocument {
  _id: string;
  organisationId: string;
  instanceId: string;
  elementId: string;
  jobType: string;
  processDefinitionKey: string;
  processDefinitionId: string;
  processDefinitionVersion: number;
  businessKey: string;
  /** `answered`: the engine is yet to be told. */
  state: JobState;
  /** Attempts left, the current one among them. */
  retries: number;
  failures: number;
  retryBackoffMs: number;
  timeoutMs: number;
  variables: StoredVariables;
  /** It can be activated from then on: when its lock has expired, or the wait before the next attempt is over. */
  availableAt: Date;
  lock: JobLock | null;
  answer: JobAnswer | null;
  errorMessage?: string;
  createdAt: Date;
  endedAt?: Date;
  /** Ended, it is removed from the store then. */
  removeAt?: Date;
}

const options = { versionKey: false, autoIndex: false, minimize: false, strict: false } as const;

export function createJobModels(connection: Connection) {
  const base = { _id: String, organisationId: String } as never;
  const jobs = new Schema<JobDocument>(base, { ...options, collection: 'jobs' });
  jobs.index({ organisationId: 1, jobType: 1, state: 1, availableAt: 1, _id: 1 });
  jobs.index({ instanceId: 1 });
  jobs.index({ organisationId: 1, createdAt: -1 });
  jobs.index(
    { 'answer.at': 1 },
    { partialFilterExpression: { state: 'answered' }, name: 'untoldAnswers' },
  );
  jobs.index({ removeAt: 1 }, { expireAfterSeconds: 0 });
  return { jobs: connection.model<JobDocument>('Job', jobs) };
}
