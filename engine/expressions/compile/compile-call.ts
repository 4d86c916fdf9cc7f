import type { BuiltIn } from '../builtins/built-in.js';
import { invokeBuiltIn } from '../builtins/invoke-built-in.js';
import type { Evaluation } from '../evaluation.js';
import type { ArgumentNode, CallNode, FeelAst } from '../feel-ast.js';
import { FeelFunction, type FeelValue, isContext, memberOf } from '../feel-value.js';
import { formatBriefly } from '../format-value.js';
import { propertyOf } from '../value-properties.js';
import type { Cell, Code, Compile, LocalScope } from './code.js';
import { builtInNamed, compileLookup, type Lookup } from './compile-name.js';

export function compileCall(node: CallNode, scope: LocalScope | null, compile: Compile): Code {
  const callee = node.callee;
  const builtIn = callee.type === 'name' ? builtInNamed(callee.name) : undefined;
  const probed = node.arguments.length === 1 ? node.arguments[0] : undefined;
  if (
    callee.type === 'name' &&
    callee.name === 'is defined' &&
    probed &&
    probed.name === undefined
  ) {
    return compileProbe(probed.value, scope, compile);
  }
  const calls = compileArguments(node, scope, compile);
  return callee.type === 'name' && builtIn !== undefined
    ? compileBuiltInCall({ name: callee.name, builtIn }, calls, compileLookup(callee.name, scope))
    : compileValueCall(calls, compile(callee, scope));
}

interface CompiledArguments {
  readonly node: CallNode;
  readonly codes: readonly Code[];
  readonly names: readonly string[] | undefined;
}

function compileArguments(
  node: CallNode,
  scope: LocalScope | null,
  compile: Compile,
): CompiledArguments {
  const codes = node.arguments.map((argument) => compile(argument.value, scope));
  return { node, codes, names: namesOf(node.arguments) };
}

function namesOf(args: readonly ArgumentNode[]): readonly string[] | undefined {
  const names = args.flatMap((argument) => (argument.name === undefined ? [] : [argument.name]));
  return names.length > 0 ? names : undefined;
}

/** A function variable of the same name goes before the built-in. */
function compileBuiltInCall(
  { name, builtIn }: { readonly name: string; readonly builtIn: BuiltIn },
  { node, codes, names }: CompiledArguments,
  lookup: Lookup,
): Code {
  return (evaluation, cells) => {
    evaluation.spend(1 + codes.length, node);
    const custom = lookup(evaluation, cells);
    const args = codes.map((code) => code(evaluation, cells));
    return custom instanceof FeelFunction
      ? invokeValue(custom, { node, codes, names }, args, evaluation)
      : invokeBuiltIn({ name, builtIn, args, names, evaluation, span: node });
  };
}

function compileValueCall(call: CompiledArguments, callee: Code): Code {
  return (evaluation, cells) => {
    evaluation.spend(1 + call.codes.length, call.node);
    const called = callee(evaluation, cells);
    const args = call.codes.map((code) => code(evaluation, cells));
    return invokeValue(called, call, args, evaluation);
  };
}

function invokeValue(
  called: FeelValue,
  { node, names }: CompiledArguments,
  args: readonly FeelValue[],
  evaluation: Evaluation,
): FeelValue {
  if (!(called instanceof FeelFunction)) {
    const message = `Expected a function but got ${formatBriefly(called)}`;
    return evaluation.fail('typeMismatch', message, node.callee);
  }
  const ordered = names === undefined ? args : orderArguments(called, names, args);
  if (ordered !== undefined) return called.invoke(ordered, evaluation, node);
  const expected = called.parameters.map((parameter) => `'${parameter.name}'`).join(', ');
  const message = `Expected arguments named ${expected} but got '${names?.join("', '") ?? ''}'`;
  return evaluation.fail('badArgument', message, node);
}

/** Brings named arguments into the order of the parameters; a parameter left out is null. */
function orderArguments(
  called: FeelFunction,
  names: readonly string[],
  args: readonly FeelValue[],
): FeelValue[] | undefined {
  const known = called.parameters.map((parameter) => parameter.name);
  if (names.some((name) => !known.includes(name))) return undefined;
  return known.map((name) => args[names.indexOf(name)] ?? null);
}

type Probe = (evaluation: Evaluation, cells: Cell | null) => FeelValue | undefined;

/** `is defined(a.b)`: whether the names lead to a value, without a mistake if they don't. */
function compileProbe(ast: FeelAst, scope: LocalScope | null, compile: Compile): Code {
  const probe = compileReach(ast, scope, compile);
  return (evaluation, cells) => {
    evaluation.spend(1, ast);
    return probe(evaluation, cells) !== undefined;
  };
}

function compileReach(ast: FeelAst, scope: LocalScope | null, compile: Compile): Probe {
  if (ast.type === 'name') return compileLookup(ast.name, scope);
  if (ast.type !== 'path') return compile(ast, scope);
  const source = compileReach(ast.source, scope, compile);
  return (evaluation, cells) => {
    const value = source(evaluation, cells);
    if (value === undefined) return undefined;
    return isContext(value) ? memberOf(value, ast.name) : propertyOf(value, ast.name, evaluation);
  };
}
