import type { Command } from '../../protocol/commands.js';
import type { InMemoryInstance } from '../driver-data.js';
import type { DriverHost } from '../driver-host.js';

/** Carries out one command of an instance. What the world answers goes into the queue, never back into the step. */
export type Performer<Kind extends Command> = (
  command: Kind,
  host: DriverHost,
  instance: InMemoryInstance,
) => void;
