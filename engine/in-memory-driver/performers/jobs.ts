import type { CancelJob, RunJob } from '../../protocol/commands.js';
import type { UntimedInput } from '../driver-data.js';
import type { InMemoryDriverOptions, JobOutcome } from '../driver-options.js';
import type { Performer } from './performer.js';

export const runJob: Performer<RunJob> = (command, { options, data }, instance) => {
  const { instanceId } = instance;
  const outcome = handlerOf(options, command.jobType)?.(command);
  if (outcome === undefined) instance.openJobs[command.jobId] = command;
  else data.queue.push({ instanceId, input: jobAnswer(command.jobId, outcome) });
};

function handlerOf(
  { jobHandlers = {}, handleJob }: InMemoryDriverOptions,
  jobType: string,
): InMemoryDriverOptions['handleJob'] {
  return Object.hasOwn(jobHandlers, jobType) ? jobHandlers[jobType] : handleJob;
}

export const cancelJob: Performer<CancelJob> = ({ jobId }, _host, instance) => {
  delete instance.openJobs[jobId];
};

export function jobAnswer(jobId: string, outcome: JobOutcome): UntimedInput {
  switch (outcome.type) {
    case 'completed':
      return { type: 'jobCompleted', jobId, variables: outcome.variables };
    case 'failed':
      return { type: 'jobFailed', jobId, message: outcome.message };
    case 'error': {
      const { errorCode, message, variables } = outcome;
      return { type: 'jobErrorThrown', jobId, errorCode, message, variables };
    }
  }
}
