import type { Evaluation } from '../evaluation.js';
import type { FeelFailureCode } from '../errors.js';
import type { Span } from '../feel-ast.js';
import type {
  DaysTimeDuration,
  FeelContext,
  FeelDate,
  FeelDateTime,
  FeelDuration,
  FeelFunction,
  FeelList,
  FeelNumber,
  FeelRange,
  FeelTime,
  FeelValue,
  YearsMonthsDuration,
} from '../feel-value.js';

/** The kinds of values a parameter of a built-in function can ask for. */
export interface ParameterTypes {
  /** Anything, null too. */
  any: FeelValue;
  /** Anything but null. */
  value: Exclude<FeelValue, null>;
  boolean: boolean;
  number: FeelNumber;
  string: string;
  date: FeelDate;
  time: FeelTime;
  dateTime: FeelDateTime;
  dateLike: FeelDate | FeelDateTime;
  /** A date with a time or a time alone. */
  clock: FeelDateTime | FeelTime;
  daysTime: DaysTimeDuration;
  yearsMonths: YearsMonthsDuration;
  duration: FeelDuration;
  list: FeelList;
  context: FeelContext;
  range: FeelRange;
  function: FeelFunction;
}

export type ParameterType = keyof ParameterTypes;

/** `number?`: may be left out or be null, and then is null. */
type TypeNotation = ParameterType | `${ParameterType}?`;

type TypeOf<Notation extends TypeNotation> = Notation extends `${infer Type extends ParameterType}?`
  ? ParameterTypes[Type] | null
  : Notation extends ParameterType
    ? ParameterTypes[Notation]
    : never;

type Notations = readonly (readonly [name: string, type: TypeNotation])[];

type ArgumentsOf<Parameters extends Notations> = {
  [Index in keyof Parameters]: TypeOf<Parameters[Index][1]>;
};

/** What a built-in function may use besides its arguments. */
export class BuiltInCall {
  constructor(
    readonly evaluation: Evaluation,
    readonly span: Span,
  ) {}

  /** Pays for work that grows with the arguments. */
  spend(steps: number): void {
    this.evaluation.spend(steps, this.span);
  }

  fail(code: FeelFailureCode, message: string): null {
    return this.evaluation.fail(code, message, this.span);
  }
}

export interface BuiltInParameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly isOptional: boolean;
}

/** One way to call a built-in function. */
export interface BuiltInForm {
  readonly parameters: readonly BuiltInParameter[];
  readonly requiredCount: number;
  /** All arguments from the last parameter on belong to it, as a list. */
  readonly isVariadic: boolean;
  readonly run: (call: BuiltInCall, args: readonly FeelValue[]) => FeelValue;
}

/** Forms are tried in order; the first whose parameters fit is run. */
export type BuiltIn = readonly BuiltInForm[];

export type BuiltInFamily = Readonly<Record<string, BuiltIn>>;

/** Declares a form; the arguments reach `run` checked and typed. */
export function form<const Parameters extends Notations>(
  parameters: Parameters,
  run: (call: BuiltInCall, ...args: ArgumentsOf<Parameters>) => FeelValue,
): BuiltInForm {
  const read = parameters.map(readNotation);
  return {
    parameters: read,
    requiredCount: read.filter((parameter) => !parameter.isOptional).length,
    isVariadic: false,
    // `invokeBuiltIn` has checked each argument against the notation its type comes from.
    run: (call, args) => run(call, ...(args as unknown as ArgumentsOf<Parameters>)),
  };
}

/** Declares a form for any number of arguments, which arrive as one list. */
export function variadicForm<const Type extends ParameterType>(
  [name, type]: readonly [name: string, type: Type],
  run: (call: BuiltInCall, items: readonly ParameterTypes[Type][]) => FeelValue,
): BuiltInForm {
  return {
    parameters: [{ name, type, isOptional: false }],
    requiredCount: 1,
    isVariadic: true,
    // `invokeBuiltIn` has checked each item against the type.
    run: (call, args) => run(call, args as unknown as readonly ParameterTypes[Type][]),
  };
}

/** `f(list)` and `f(item, item, ...)` alike. */
export function listOrItems(run: (call: BuiltInCall, list: FeelList) => FeelValue): BuiltIn {
  return [
    form([['list', 'list']], (call, list) => {
      call.spend(list.length);
      return run(call, list);
    }),
    variadicForm(['list', 'any'], run),
  ];
}

function readNotation([name, notation]: readonly [string, TypeNotation]): BuiltInParameter {
  const isOptional = notation.endsWith('?');
  const type = isOptional ? notation.slice(0, -1) : notation;
  // What is left after the question mark is a parameter type, by the type of notations.
  return { name, type: type as ParameterType, isOptional };
}
