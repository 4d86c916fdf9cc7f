import type { CancelJob, RunJob } from '../../protocol/commands.js';
import type { UntimedInput } from '../driver-data.js';
import type { JobOutcome } from '../driver-options.js';
import type { Performer } from './performer.js';

export const runJob: Performer<RunJob> = (command, { options, data }, instance) => {
  const { instanceId } = instance;
  const handler = options.jobHandlers?.[command.jobType];
  if (handler === undefined) instance.openJobs[command.jobId] = command;
  else data.queue.push({ instanceId, input: jobAnswer(command.jobId, handler(command)) });
};

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
