import type { Command, CommandType } from '../../protocol/commands.js';
import type { InMemoryInstance } from '../driver-data.js';
import type { DriverHost } from '../driver-host.js';
import {
  cancelChild,
  endInstance,
  escalateToParent,
  resumeChild,
  startChild,
  suspendChild,
} from './called-instances.js';
import { evaluateDecision } from './decisions.js';
import { deriveDeadlines } from './derive-deadlines.js';
import { cancelJob, runJob } from './jobs.js';
import { broadcastSignal, publishMessage, subscribe } from './messages.js';
import type { Performer } from './performer.js';
import { runScript } from './scripts.js';

/** The state already says it; nothing has to be done. */
function doNothing(): void {}

const performers = {
  openTask: doNothing,
  closeTask: doNothing,
  startTimer: ({ timerId, dueAt }, { timers }, { instanceId }) => {
    timers.add(timerId, instanceId, dueAt);
  },
  cancelTimer: ({ timerId }, { timers }) => {
    timers.remove(timerId);
  },
  runJob,
  runScript,
  evaluateDecision,
  cancelJob,
  startChild,
  cancelChild,
  suspendChild,
  resumeChild,
  subscribe,
  unsubscribe: doNothing,
  publishMessage,
  broadcastSignal,
  deriveDeadlines,
  escalateToParent,
  endInstance,
} satisfies { [Type in CommandType]: Performer<Extract<Command, { type: Type }>> };

export function performCommand(
  host: DriverHost,
  instance: InMemoryInstance,
  command: Command,
): void {
  // The entry of a command's type takes just that command, which an index by a union can't express.
  const perform = performers[command.type] as Performer<Command>;
  perform(command, host, instance);
}
