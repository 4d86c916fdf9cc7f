export {
  evaluate,
  evaluateIn,
  invokeFunction,
  runEvaluation,
  scopeOf,
  scopeWithInput,
  type FeelResult,
  type FeelRunResult,
} from './evaluate.js';
export type {
  Evaluation,
  FeelFailure,
  FeelMode,
  FeelOptions,
  FeelScope,
  FeelWarning,
  Frame,
  TypeCheck,
} from './evaluation.js';
export { bindArguments, convertToType } from './bind-arguments.js';
export { formatType, typeConforms } from './type-conformance.js';
export { conformsTo, isInstanceOf } from './value-types.js';
export { FeelTimeError, FeelValueNotStorableError, type FeelFailureCode } from './errors.js';
export type { FeelAst, FeelTypeNode, Span } from './feel-ast.js';
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
  type FeelParameter,
  type FeelValue,
} from './feel-value.js';
export { formatBriefly } from './format-value.js';
export { describeTypeOf } from './type-of.js';
export { collectNames } from './free-names.js';
export { fromJson, toJson, type JsonValue } from './json-values.js';
export { addDuration, durationToMillis, parseDateTime, parseDuration } from './temporal-values.js';
