import { administration } from './en/administration.js';
import { differences } from './en/differences.js';
import { modeler } from './en/modeler.js';
import { records } from './en/records.js';

/** Texts of pages that few people open; they come with those pages. */
export const enLate = { modeler, differences, administration, records } as const;
