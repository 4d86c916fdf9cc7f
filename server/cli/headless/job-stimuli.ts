import { findWanted } from './find-work.js';
import type { StepOf } from './script.js';
import type { Session } from './session.js';
import type { Refusal, Stimulus } from './stimulus.js';

type JobStep = StepOf<'completeJob' | 'failJob' | 'throwError'>;
type Answer = Parameters<Session['driver']['answerJob']>[2];

export const completeJob: Stimulus<StepOf<'completeJob'>> = (session, step) =>
  answer(session, step, { type: 'completed', variables: step.variables ?? {} });

export const failJob: Stimulus<StepOf<'failJob'>> = (session, step) =>
  answer(session, step, { type: 'failed', message: step.message ?? 'The job failed' });

export const throwError: Stimulus<StepOf<'throwError'>> = (session, step) => {
  const { errorCode, message = '', variables = {} } = step;
  return answer(session, step, { type: 'error', errorCode, message, variables });
};

function answer(session: Session, step: JobStep, outcome: Answer): Refusal | undefined {
  const { driver, work } = session;
  const candidates = work.list(driver, 'jobCreated').map(({ id, instanceId, record }) => {
    const { elementId, jobType } = record;
    return { id, instanceId, elementId, jobType };
  });
  const job = findWanted(session, candidates, step, 'job');
  if ('code' in job) return job;
  driver.answerJob(job.instanceId, job.id, outcome);
  return undefined;
}
