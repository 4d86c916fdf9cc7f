import { frame } from './en/frame.js';
import { inbox } from './en/inbox.js';
import { operations } from './en/operations.js';
import { processes } from './en/processes.js';
import { words } from './en/words.js';

/** The texts that are there from the beginning, in English. */
export const en = {
  ...frame,
  ...words,
  inbox,
  processes,
  operations,
} as const;
