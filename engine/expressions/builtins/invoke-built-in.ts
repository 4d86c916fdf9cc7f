import type { Evaluation } from '../evaluation.js';
import type { Span } from '../feel-ast.js';
import { FeelFunction, type FeelValue } from '../feel-value.js';
import { formatBriefly } from '../format-value.js';
import { type BuiltIn, BuiltInCall, type BuiltInForm, type BuiltInParameter } from './built-in.js';
import { describeType, fitToType } from './parameter-fit.js';

export interface Invocation {
  readonly name: string;
  readonly builtIn: BuiltIn;
  readonly args: readonly FeelValue[];
  /** The names of the arguments, if they were given by name. */
  readonly names: readonly string[] | undefined;
  readonly evaluation: Evaluation;
  readonly span: Span;
}

/** Runs the first form of a built-in function that the arguments fit. */
export function invokeBuiltIn(invocation: Invocation): FeelValue {
  for (const form of invocation.builtIn) {
    const given = placeArguments(form, invocation);
    const fitted = given && fitArguments(form, given);
    if (fitted !== undefined)
      return form.run(new BuiltInCall(invocation.evaluation, invocation.span), fitted);
  }
  return failToFit(invocation);
}

/** The arguments in the order of the form's parameters, or `undefined` if it has others. */
function placeArguments(form: BuiltInForm, { args, names }: Invocation) {
  if (names === undefined) return hasFittingCount(form, args.length) ? args : undefined;
  if (form.isVariadic) {
    return names.length === 1 && names[0] === form.parameters[0]?.name ? args : undefined;
  }
  const known = form.parameters.map((parameter) => parameter.name);
  const isKnown = names.every((name) => known.includes(name));
  const isComplete = form.parameters.every(
    ({ name, isOptional }) => isOptional || names.includes(name),
  );
  if (!isKnown || !isComplete) return undefined;
  return known.map((name) => args[names.indexOf(name)] ?? null);
}

function hasFittingCount(form: BuiltInForm, count: number): boolean {
  return count >= form.requiredCount && (form.isVariadic || count <= form.parameters.length);
}

function fitArguments(form: BuiltInForm, args: readonly FeelValue[]): FeelValue[] | undefined {
  const fitted: FeelValue[] = [];
  const count = form.isVariadic ? args.length : form.parameters.length;
  for (let index = 0; index < count; index += 1) {
    const parameter = form.parameters[Math.min(index, form.parameters.length - 1)];
    const value = parameter && fitArgument(parameter, args[index] ?? null);
    if (value === undefined) return undefined;
    fitted.push(value);
  }
  return fitted;
}

function fitArgument({ type, isOptional }: BuiltInParameter, value: FeelValue) {
  return isOptional && value === null ? null : fitToType(value, type);
}

function failToFit(invocation: Invocation): null {
  const { name, builtIn, args, evaluation, span } = invocation;
  for (const form of builtIn) {
    const given = placeArguments(form, invocation);
    if (given === undefined) continue;
    for (const [index, parameter] of form.parameters.entries()) {
      const value = given[index] ?? null;
      if (fitArgument(parameter, value) !== undefined) continue;
      const expected = `${describeType(parameter.type)} for '${parameter.name}' of '${name}'`;
      const message = `Expected ${expected} but got ${formatBriefly(value)}`;
      return evaluation.fail('badArgument', message, span);
    }
  }
  const forms = builtIn.map((form) => describeForm(name, form)).join(' or ');
  const given = invocation.names?.map((given) => `'${given}'`).join(', ') ?? String(args.length);
  return evaluation.fail('badArgument', `Expected ${forms} but got arguments ${given}`, span);
}

function describeForm(name: string, { parameters, isVariadic }: BuiltInForm): string {
  const list = parameters.map((parameter) => parameter.name + (parameter.isOptional ? '?' : ''));
  return `${name}(${list.join(', ')}${isVariadic ? ', ...' : ''})`;
}

/** A built-in function as a value, to pass it to another function. */
export function functionOf(name: string, builtIn: BuiltIn): FeelFunction {
  const parameters = builtIn[0]?.parameters ?? [];
  return new FeelFunction(parameters, (args, evaluation, span) =>
    invokeBuiltIn({ name, builtIn, args, names: undefined, evaluation, span }),
  );
}
