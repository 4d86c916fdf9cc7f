import { aggregateBuiltIns } from './aggregate-built-ins.js';
import { booleanBuiltIns } from './boolean-built-ins.js';
import type { BuiltInFamily } from './built-in.js';
import { contextBuiltIns } from './context-built-ins.js';
import { conversionBuiltIns } from './conversion-built-ins.js';
import { dateTimeBuiltIns } from './date-time-built-ins.js';
import { listBuiltIns } from './list-built-ins.js';
import { numberBuiltIns } from './number-built-ins.js';
import { rangeBuiltIns } from './range-built-ins.js';
import { stringBuiltIns } from './string-built-ins.js';

/** Every built-in function by name, one family per file. */
export const builtIns: BuiltInFamily = {
  ...conversionBuiltIns,
  ...booleanBuiltIns,
  ...stringBuiltIns,
  ...numberBuiltIns,
  ...listBuiltIns,
  ...aggregateBuiltIns,
  ...contextBuiltIns,
  ...dateTimeBuiltIns,
  ...rangeBuiltIns,
};
