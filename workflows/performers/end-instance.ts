import type { EndInstance } from '../../engine/index.js';
import type { Performer } from './performer.js';

export const endInstance: Performer<EndInstance> = (command, host) => {
  host.ended = command;
};
