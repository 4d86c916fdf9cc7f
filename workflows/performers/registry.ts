import type { Command, CommandType } from '../../engine/index.js';
import { deriveDeadlines } from './derive-deadlines.js';
import { endInstance } from './end-instance.js';
import type { Performer } from './performer.js';
import { closeTask, openTask, subscribe, unsubscribe } from './projected.js';
import { broadcastSignal, publishMessage } from './publish-message.js';
import { evaluateDecision } from './evaluate-decision.js';
import { escalateToParent } from './report-to-parent.js';
import { cancelJob, runJob } from './run-job.js';
import { runScript } from './run-script.js';
import { cancelChild, resumeChild, startChild, suspendChild } from './start-child.js';
import { cancelTimer, startTimer } from './start-timer.js';

/** One performer per command: a missing one does not compile. */
export const performers = {
  openTask,
  closeTask,
  startTimer,
  cancelTimer,
  runJob,
  runScript,
  evaluateDecision,
  cancelJob,
  startChild,
  cancelChild,
  suspendChild,
  resumeChild,
  subscribe,
  unsubscribe,
  publishMessage,
  broadcastSignal,
  deriveDeadlines,
  escalateToParent,
  endInstance,
} satisfies { [Type in CommandType]: Performer<Extract<Command, { type: Type }>> };
