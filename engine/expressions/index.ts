export { evaluate, scopeOf, scopeWithInput, type FeelResult } from './evaluate.js';
export type { FeelFailure, FeelMode } from './evaluation.js';
export { FeelTimeError, FeelValueNotStorableError } from './errors.js';
export type { FeelAst } from './feel-ast.js';
export {
  DaysTimeDuration,
  FeelFunction,
  FeelRange,
  isContext,
  isList,
  isNumber,
  kindOf,
  type FeelNumber,
  type FeelValue,
} from './feel-value.js';
export { describeTypeOf } from './type-of.js';
export { collectNames } from './free-names.js';
export { fromJson, toJson, type JsonValue } from './json-values.js';
export { addDuration, durationToMillis, parseDateTime, parseDuration } from './temporal-values.js';
