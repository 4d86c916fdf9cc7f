import { faultAt } from './errors.js';
import type { JuelAst, JuelBinaryOperator } from './juel-ast.js';

/** The same name means another thing here; by the name that the other engine knows, what FEEL says. */
export type JuelNames = ReadonlyMap<string, string>;

const maximumLength = 10_000;

/** FEEL that means the same. Throws a `JuelFault` where that is not certain. */
export function writeFeel(ast: JuelAst, names: JuelNames): string {
  const feel = write(ast, names);
  if (feel.length > maximumLength) throw faultAt('it is too long', ast);
  return feel;
}

function write(ast: JuelAst, names: JuelNames): string {
  switch (ast.type) {
    case 'number':
      return writeNumber(ast.digits);
    case 'string':
      return writeString(ast.value);
    case 'constant':
      return ast.value;
    case 'name':
      return writeName(ast, names);
    case 'property':
      return writeProperty(ast, names);
    case 'index':
      return writeIndex(ast, names);
    case 'call':
      return writeCall(ast, names);
    case 'unary':
      return writeUnary(ast, names);
    case 'binary':
      return writeBinary(ast, names);
    case 'choice':
      return `if ${writeFeel(ast.condition, names)} then ${writeFeel(ast.then, names)} else ${writeFeel(ast.else, names)}`;
  }
}

/** FEEL knows no exponents and no number that begins with a point. */
function writeNumber(digits: string): string {
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e');
  const base = mantissa.startsWith('.') ? `0${mantissa}` : mantissa;
  return Number(exponent) === 0 ? base : `(${base} * 10 ** ${Number(exponent)})`;
}

export function writeString(value: string): string {
  return JSON.stringify(value);
}

const keywords = new Set(
  'if then else for in return some every satisfies and or not between instance of function external true false null'.split(
    ' ',
  ),
);

const plainName = /^[\p{L}_][\p{L}\p{N}_]*$/u;

export function isPlainName(name: string): boolean {
  return plainName.test(name) && !keywords.has(name);
}

function writeName(ast: JuelAst & { type: 'name' }, names: JuelNames): string {
  const known = names.get(ast.name);
  if (known !== undefined) return known;
  if (ast.name === 'execution' || ast.name === 'task' || ast.name === 'externalTask')
    throw faultAt(`'${ast.name}' is an object of the other engine`, ast);
  if (isPlainName(ast.name)) return ast.name;
  throw faultAt(`'${ast.name}' cannot be a name in FEEL`, ast);
}

/** What the engines' own objects give without a call. */
const engineProperties: ReadonlyMap<string, string> = new Map([
  ['processBusinessKey', 'businessKey'],
  ['businessKey', 'businessKey'],
  ['processInstanceId', 'instanceId'],
]);

function isExecution(ast: JuelAst | undefined): boolean {
  return ast?.type === 'name' && ast.name === 'execution';
}

function writeProperty(ast: JuelAst & { type: 'property' }, names: JuelNames): string {
  if (isExecution(ast.source)) {
    const known = engineProperties.get(ast.name);
    if (known !== undefined) return known;
  }
  if (!isPlainName(ast.name) || ast.name === 'class')
    throw faultAt(`'${ast.name}' cannot be a member in FEEL`, ast);
  return `${operand(ast.source, names)}.${ast.name}`;
}

/** FEEL counts from 1. */
function writeIndex(ast: JuelAst & { type: 'index' }, names: JuelNames): string {
  const { source, index } = ast;
  if (index.type === 'number' && /^\d{1,9}$/.test(index.digits))
    return `${operand(source, names)}[${Number(index.digits) + 1}]`;
  if (index.type === 'string')
    return isPlainName(index.value)
      ? `${operand(source, names)}.${index.value}`
      : `get value(${writeFeel(source, names)}, ${writeString(index.value)})`;
  throw faultAt('it is only known at run time whether this is a position or a key', index);
}

function writeCall(ast: JuelAst & { type: 'call' }, names: JuelNames): string {
  const { source, name, args } = ast;
  if (source === undefined && name === 'now' && args.length === 0) return 'now()';
  if (isExecution(source)) {
    const known = writeExecutionCall(name, args, names);
    if (known !== undefined) return known;
  }
  const what = source === undefined ? 'function' : 'method';
  throw faultAt(`the ${what} '${name}' runs code of the other engine`, ast);
}

const businessKeyCalls = ['getProcessBusinessKey', 'getBusinessKey'];

function writeExecutionCall(
  name: string,
  args: readonly JuelAst[],
  names: JuelNames,
): string | undefined {
  const [first] = args;
  if (args.length === 0) {
    if (businessKeyCalls.includes(name)) return 'businessKey';
    return name === 'getProcessInstanceId' ? 'instanceId' : undefined;
  }
  if (args.length !== 1 || first?.type !== 'string') return undefined;
  const variable = writeName({ ...first, type: 'name', name: first.value }, names);
  if (name === 'hasVariable') return `is defined(${variable})`;
  return name === 'getVariable'
    ? `(if is defined(${variable}) then ${variable} else null)`
    : undefined;
}

function writeUnary(ast: JuelAst & { type: 'unary' }, names: JuelNames): string {
  const { operator } = ast;
  if (operator === '-') return `-${operand(ast.operand, names)}`;
  if (operator === 'not') return `not(${writeFeel(ast.operand, names)})`;
  const value = operand(ast.operand, names);
  return `(${value} = null or (if ${value} instance of string then ${value} = "" else if ${value} instance of list<Any> then count(${value}) = 0 else false))`;
}

const feelOperators: Readonly<Record<JuelBinaryOperator, string>> = {
  or: 'or',
  and: 'and',
  '==': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '%': '%',
};

const arithmetic: readonly JuelBinaryOperator[] = ['+', '-', '*', '/', '%'];

function writeBinary(ast: JuelAst & { type: 'binary' }, names: JuelNames): string {
  const { operator, left, right } = ast;
  const text = [left, right].find(({ type }) => type === 'string');
  // Texts are turned into numbers there, or fail; in FEEL a plus would join them.
  if (arithmetic.includes(operator) && text !== undefined)
    throw faultAt(`'${operator}' with a text means another thing in FEEL`, text);
  const a = operand(left, names, operator);
  const b = operand(right, names);
  if (operator !== '%') return `${a} ${feelOperators[operator]} ${b}`;
  // The sign is the one of the dividend, unlike in FEEL's modulo.
  const quotient = `${a} / ${b}`;
  return `(${a} - ${b} * (if ${quotient} < 0 then ceiling(${quotient}) else floor(${quotient})))`;
}

const chainable: readonly JuelBinaryOperator[] = ['or', 'and', '+', '*'];

/** Whatever could bind differently stands in parentheses. */
function operand(ast: JuelAst, names: JuelNames, around?: JuelBinaryOperator): string {
  const feel = writeFeel(ast, names);
  const isChain = ast.type === 'binary' && ast.operator === around && chainable.includes(around);
  const isSimple = !['binary', 'choice', 'unary'].includes(ast.type) || isChain;
  const isClosed = ast.type === 'unary' && ast.operator !== '-';
  return isSimple || isClosed ? feel : `(${feel})`;
}
