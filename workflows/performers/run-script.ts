import {
  jobAnswer,
  outcomeOfScript,
  type JobOutcome,
  type RunScript,
  type UntimedInput,
} from '../../engine/index.js';
import { requireAnswer } from '../dropped-activity.js';
import { messageOf } from '../failure-message.js';
import { scripts } from '../port-activities.js';
import type { ProcessHost } from '../process-host.js';
import { fitsLimit } from '../variables-limit.js';
import type { Performer } from './performer.js';

/**
 * A local activity: a script sees nothing but its variables and has no effect but its value, so it may run again before
 * the step that asked for it is committed.
 */
export const runScript: Performer<RunScript> = (command, host) => {
  void host.work.trackLocal(run(command, host));
};

async function run({ jobId, script, variables }: RunScript, host: ProcessHost): Promise<void> {
  try {
    const outcome = outcomeOfScript(await scripts.runScript({ script, variables }));
    host.enqueue(answerOf(outcome, jobId, host));
  } catch (error) {
    requireAnswer(error);
    host.enqueue({ type: 'jobFailed', jobId, message: messageOf(error) });
  }
}

function answerOf(outcome: JobOutcome, jobId: string, host: ProcessHost): UntimedInput {
  if (outcome.type !== 'failed' && !fitsLimit(host, outcome.variables)) {
    const message = `Expected at most ${host.limits.variableBytes} bytes of variables in the instance`;
    return { type: 'jobFailed', jobId, message };
  }
  return jobAnswer(jobId, outcome);
}
