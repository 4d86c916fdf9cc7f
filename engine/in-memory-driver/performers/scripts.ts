import type { RunScript } from '../../protocol/commands.js';
import { jobAnswer, outcomeOfScript, type ScriptOutcome } from '../../protocol/job-outcome.js';
import type { Performer } from './performer.js';

const withoutRunner: ScriptOutcome = {
  type: 'failed',
  message: 'Expected a runner of JavaScript but this driver has none',
};

export const runScript: Performer<RunScript> = (command, { options, data }, { instanceId }) => {
  const { jobId, script, variables } = command;
  const outcome = options.runScript?.({ script, variables }) ?? withoutRunner;
  data.queue.push({ instanceId, input: jobAnswer(jobId, outcomeOfScript(outcome)) });
};
