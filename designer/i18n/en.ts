import { administration } from './en/administration.js';
import { frame } from './en/frame.js';
import { inbox } from './en/inbox.js';
import { modeler } from './en/modeler.js';
import { operations } from './en/operations.js';
import { processes } from './en/processes.js';
import { words } from './en/words.js';

/** Every text of the application, in English. */
export const en = {
  ...frame,
  ...words,
  inbox,
  processes,
  modeler,
  operations,
  administration,
} as const;
