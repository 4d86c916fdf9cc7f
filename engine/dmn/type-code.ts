import { midnightOf } from '../expressions/temporal/instants.js';
import { compileExpression } from '../expressions/compile/compile-expression.js';
import type { FeelTypeNode } from '../expressions/feel-ast.js';
import {
  FeelDate,
  FeelFunction,
  type FeelValue,
  isContext,
  isList,
  kindOf,
  memberOf,
} from '../expressions/feel-value.js';
import { formatBriefly } from '../expressions/format-value.js';
import { functionConforms } from '../expressions/type-conformance.js';
import type { DecisionRun } from './decision-run.js';
import { expandFunction, expandReference, type ItemTypes } from './expand-type.js';
import type { FeelText } from './model/boxed-expression.js';
import type { FunctionType, ItemType, TypeReference } from './model/decision-model.js';

/** Why a value is not of a type. */
interface Mismatch {
  readonly code: 'typeNotConforming' | 'valueNotAllowed';
  readonly message: string;
}

/** Checks a value other than null; null is of every type. */
type Check = (value: Exclude<FeelValue, null>, run: DecisionRun) => Mismatch | undefined;

/** A type that values can be held against. */
export interface TypeCode {
  readonly check: Check;
  /** Whether values are dates with times: dates are converted to them. */
  readonly isDateTime: boolean;
}

const deepestBase = 100;
const nothing = { from: 0, to: 0 };

/**
 * The value, converted as DMN 1.5 section 10.3.2.9.4 says if need be: a list of one to its item, an item to a list of
 * one, a date to a date and time. Null, with a warning, if nothing makes it conform.
 */
export function conform(
  value: FeelValue,
  type: TypeCode | undefined,
  run: DecisionRun,
  what: string,
): FeelValue {
  return tryConform(value, type, run, what) ?? null;
}

/** Like `conform`, but `undefined` if nothing makes it conform. */
export function tryConform(
  value: FeelValue,
  type: TypeCode | undefined,
  run: DecisionRun,
  what: string,
): FeelValue | undefined {
  if (type === undefined || value === null) return value;
  const mismatch = type.check(value, run);
  if (mismatch === undefined) return value;
  const converted = convert(value, type, run);
  if (converted === undefined) run.note(mismatch.code, `${mismatch.message} for ${what}`);
  return converted;
}

function convert(
  value: Exclude<FeelValue, null>,
  type: TypeCode,
  run: DecisionRun,
): FeelValue | undefined {
  if (value instanceof FeelDate && type.isDateTime) {
    const midnight = midnightOf(value);
    return type.check(midnight, run) === undefined ? midnight : undefined;
  }
  const other = isList(value) ? value[0] : [value];
  if (other === undefined || (isList(value) && value.length !== 1)) return undefined;
  return other === null || type.check(other, run) === undefined ? other : undefined;
}

/** The types of a model, each made when it is first asked for: they may contain themselves. */
export class TypeCodes {
  private readonly known = new Map<string, TypeCode>();

  constructor(private readonly types: ItemTypes) {}

  find(reference: TypeReference | undefined): TypeCode | undefined {
    if (reference === undefined) return undefined;
    if ('basic' in reference) return reference.basic === 'Any' ? undefined : basic(reference.basic);
    const known = this.known.get(reference.item);
    if (known !== undefined) return known;
    const item = Object.hasOwn(this.types, reference.item) ? this.types[reference.item] : undefined;
    if (item === undefined) return undefined;
    const code: TypeCode = {
      check: (value, run) => made().check(value, run),
      isDateTime: this.isDateTime(item, 0),
    };
    this.known.set(reference.item, code);
    let compiled: TypeCode | undefined;
    const made = () => (compiled ??= this.compile(item));
    return code;
  }

  /** The tests that an item definition, or the one it is based on, has for its values. */
  allowedValuesOf(reference: TypeReference | undefined, depth = 0): FeelText | undefined {
    if (reference === undefined || 'basic' in reference || depth > deepestBase) return undefined;
    const item = this.types[reference.item];
    return item?.allowedValues ?? this.allowedValuesOf(item?.base, depth + 1);
  }

  /** The type as FEEL writes it. */
  expand(reference: TypeReference | undefined): FeelTypeNode {
    return expandReference(reference, this.types);
  }

  /** What calls of a function of this type yield; of a type that is no function, the type itself. */
  resultOf(reference: TypeReference | undefined): TypeReference | undefined {
    if (reference === undefined) return undefined;
    if ('basic' in reference) return reference.basic === 'function' ? undefined : reference;
    const type = this.types[reference.item]?.function;
    return type === undefined ? reference : type.result;
  }

  private isDateTime(item: ItemType, depth: number): boolean {
    const { base, isCollection } = item;
    if (base === undefined || isCollection === true || depth > deepestBase) return false;
    if ('basic' in base) return base.basic === 'date and time';
    const next = this.types[base.item];
    return next !== undefined && this.isDateTime(next, depth + 1);
  }

  private compile(item: ItemType): TypeCode {
    const single = allow(this.compileSingle(item), item.allowedValues, item.name);
    const whole = item.isCollection === true ? listOf(single, item.name) : single;
    return {
      check: allow(whole, item.constraint, item.name),
      isDateTime: this.isDateTime(item, 0),
    };
  }

  private compileSingle(item: ItemType): Check {
    if (item.components !== undefined) return this.compileComponents(item, item.components);
    if (item.function !== undefined) return functionCheck(item.function, item.name, this.types);
    return this.find(item.base)?.check ?? (() => undefined);
  }

  private compileComponents(item: ItemType, given: NonNullable<ItemType['components']>): Check {
    const components = given.map(({ name, type }) => ({ name, check: this.compile(type).check }));
    return (value, run) => {
      run.spend(1 + components.length, nothing);
      if (!isContext(value)) return mismatch(`a ${item.name}`, value);
      for (const { name, check } of components) {
        const member = memberOf(value, name);
        if (member === undefined) return lacks(item.name, name);
        const found = member === null ? undefined : check(member, run);
        if (found !== undefined) return within(name, found);
      }
      return undefined;
    };
  }
}

function basic(name: string): TypeCode {
  return {
    check: (value) => (kindOf(value) === name ? undefined : mismatch(`a ${name}`, value)),
    isDateTime: name === 'date and time',
  };
}

function listOf(item: Check, name: string): Check {
  return (value, run) => {
    if (!isList(value)) return mismatch(`a list of ${name}`, value);
    run.spend(1 + value.length, nothing);
    for (const [index, entry] of value.entries()) {
      const found = entry === null ? undefined : item(entry, run);
      if (found !== undefined) return within(`item ${index + 1}`, found);
    }
    return undefined;
  };
}

function functionCheck(given: FunctionType, name: string, types: ItemTypes): Check {
  const type = expandFunction(given, types);
  return (value) =>
    value instanceof FeelFunction && functionConforms(value, type)
      ? undefined
      : mismatch(`a ${name}`, value);
}

/** Tests that can't be read hold nothing back; the model has a problem that says so. */
function allow(check: Check, tests: FeelText | undefined, name: string): Check {
  if (tests?.ast === undefined) return check;
  const passes = compileExpression(tests.ast, null);
  return (value, run) => {
    const found = check(value, run);
    if (found !== undefined) return found;
    const isAllowed = run.withText(tests, () => run.testWith(passes, value, null)) === true;
    if (isAllowed) return undefined;
    const message = `Expected a ${name}, ${tests.text}, but got ${formatBriefly(value)}`;
    return { code: 'valueNotAllowed', message };
  };
}

function mismatch(expected: string, value: FeelValue): Mismatch {
  const message = `Expected ${expected} but got ${formatBriefly(value)}`;
  return { code: 'typeNotConforming', message };
}

function lacks(type: string, name: string): Mismatch {
  const message = `Expected a ${type} but the context lacks '${name}'`;
  return { code: 'typeNotConforming', message };
}

function within(part: string, { code, message }: Mismatch): Mismatch {
  return { code, message: `${message} (${part})` };
}
