import type { RunScript } from '../../protocol/commands.js';
import type { ScriptOutcome } from '../../protocol/scripts.js';
import type { JobOutcome } from '../driver-options.js';
import { jobAnswer } from './jobs.js';
import type { Performer } from './performer.js';

const withoutRunner: ScriptOutcome = {
  type: 'failed',
  message: 'Expected a runner of JavaScript but this driver has none',
};

export const runScript: Performer<RunScript> = (command, { options, data }, { instanceId }) => {
  const { jobId, script, variables } = command;
  const outcome = options.runScript?.({ script, variables }) ?? withoutRunner;
  data.queue.push({ instanceId, input: jobAnswer(jobId, toJobOutcome(outcome)) });
};

function toJobOutcome(outcome: ScriptOutcome): JobOutcome {
  if (outcome.type !== 'completed') return outcome;
  return { type: 'completed', variables: { value: outcome.value } };
}
