import type { CancelJob, RunJob } from '../../protocol/commands.js';
import { jobAnswer } from '../../protocol/job-outcome.js';
import type { InMemoryDriverOptions } from '../driver-options.js';
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
