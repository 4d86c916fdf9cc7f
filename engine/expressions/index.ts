export { evaluate, scopeOf, scopeWithInput, type FeelResult } from './evaluate.js';
export type { FeelFailure, FeelMode, FeelOptions, FeelScope, FeelWarning } from './evaluation.js';
export { FeelTimeError, FeelValueNotStorableError, type FeelFailureCode } from './errors.js';
export type { FeelAst, Span } from './feel-ast.js';
export {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelRange,
  FeelTime,
  isContext,
  isList,
  isNumber,
  kindOf,
  YearsMonthsDuration,
  type FeelContext,
  type FeelDuration,
  type FeelKind,
  type FeelList,
  type FeelNumber,
  type FeelValue,
} from './feel-value.js';
export { formatBriefly } from './format-value.js';
export { collectNames } from './free-names.js';
export { fromJson, toJson, type JsonValue } from './json-values.js';
export { addDuration, durationToMillis, parseDateTime, parseDuration } from './temporal-values.js';
