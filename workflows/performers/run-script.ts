import type { RunScript, ScriptOutcome } from '../../engine/index.js';
import { requireAnswer } from '../dropped-activity.js';
import { messageOf } from '../failure-message.js';
import { scripts } from '../port-activities.js';
import type { ProcessHost, UntimedInput } from '../process-host.js';
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
    host.enqueue(answerOf(await scripts.runScript({ script, variables }), jobId, host));
  } catch (error) {
    requireAnswer(error);
    host.enqueue({ type: 'jobFailed', jobId, message: messageOf(error) });
  }
}

function answerOf(outcome: ScriptOutcome, jobId: string, host: ProcessHost): UntimedInput {
  const variables = outcome.type === 'completed' ? { value: outcome.value } : variablesOf(outcome);
  if (!fitsLimit(host, variables)) {
    const message = `Expected at most ${host.limits.variableBytes} bytes of variables in the instance`;
    return { type: 'jobFailed', jobId, message };
  }
  switch (outcome.type) {
    case 'completed':
      return { type: 'jobCompleted', jobId, variables };
    case 'failed':
      return { type: 'jobFailed', jobId, message: outcome.message };
    case 'error': {
      const { errorCode, message } = outcome;
      return { type: 'jobErrorThrown', jobId, errorCode, message, variables };
    }
  }
}

function variablesOf(outcome: Exclude<ScriptOutcome, { type: 'completed' }>) {
  return outcome.type === 'error' ? outcome.variables : {};
}
