import type { Command, CommandType } from '../../engine/index.js';
import type { ProcessHost } from '../process-host.js';
import type { Performer } from './performer.js';
import { performers } from './registry.js';

/** Commands that keep a run from coming to rest. */
const opensWork: ReadonlySet<CommandType> = new Set<CommandType>([
  'runJob',
  'startChild',
  'publishMessage',
  'broadcastSignal',
]);

/** Performs commands in order; a run that is used up keeps those that would prolong it for the next one. */
export function performCommands(commands: readonly Command[], host: ProcessHost): void {
  for (const command of commands) {
    if (opensWork.has(command.type) && host.isUsedUp()) host.held.push(command);
    else perform(command, host);
  }
}

/** Performs what was held, in this run after all: it is a new one, or there will be no further one. */
export function performHeld(host: ProcessHost): void {
  const held = host.held;
  host.held = [];
  for (const command of held) perform(command, host);
}

function perform(command: Command, host: ProcessHost): void {
  // The registry pairs each type with its own performer, which the compiler cannot follow through the lookup.
  const performer = performers[command.type] as Performer<Command>;
  performer(command, host);
}
