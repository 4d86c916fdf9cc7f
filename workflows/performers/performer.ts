import type { Command } from '../../engine/index.js';
import type { ProcessHost } from '../process-host.js';

/** Begins one effect. It returns at once; what comes of it is enqueued as an input. */
export type Performer<C extends Command> = (command: C, host: ProcessHost) => void;
