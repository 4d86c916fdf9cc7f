import type { ContextEntryNode, FeelAst } from '../feel-ast.js';
import { convertCall, convertFunction } from './convert-call.js';
import { convertFor, convertQuantified } from './convert-iteration.js';
import { readStringLiteral } from './convert-literal.js';
import {
  convertArithmetic,
  convertComparison,
  convertLogic,
  convertSimpleTest,
  convertTests,
} from './convert-operation.js';
import { convertType } from './convert-type.js';
import {
  convertPart,
  missingPart,
  partsOf,
  sourceOf,
  spanOf,
  type SyntaxNode,
  type SyntaxReader,
} from './syntax-reader.js';

type Converter = (node: SyntaxNode, reader: SyntaxReader) => FeelAst;

/** One converter for each kind of node the grammar calls an expression. */
const converters: Readonly<Record<string, Converter>> = {
  null: (node) => ({ type: 'null', ...spanOf(node) }),
  BooleanLiteral: (node, reader) => ({
    type: 'boolean',
    value: sourceOf(node, reader) === 'true',
    ...spanOf(node),
  }),
  NumericLiteral: (node, reader) => ({
    type: 'number',
    digits: sourceOf(node, reader).replace(/\s+/g, ''),
    ...spanOf(node),
  }),
  StringLiteral: (node, reader) => ({
    type: 'string',
    value: readStringLiteral(sourceOf(node, reader)),
    ...spanOf(node),
  }),
  DateTimeLiteral: convertDateTimeLiteral,
  VariableName: (node, reader) => ({
    type: 'name',
    name: reader.names.spell(sourceOf(node, reader)),
    ...spanOf(node),
  }),
  '?': (node) => ({ type: 'name', name: '?', ...spanOf(node) }),
  ParenthesizedExpression: (node, reader) => convertPart(partsOf(node)[0], node, reader),
  List: (node, reader) => ({
    type: 'list',
    items: partsOf(node).map((item) => reader.convert(item)),
    ...spanOf(node),
  }),
  Context: (node, reader) => ({
    type: 'context',
    entries: partsOf(node).map((entry) => convertEntry(entry, reader)),
    ...spanOf(node),
  }),
  FunctionDefinition: convertFunction,
  FunctionInvocation: convertCall,
  ArithmeticExpression: convertArithmetic,
  Comparison: convertComparison,
  Conjunction: (node, reader) => convertLogic('and', node, reader),
  Disjunction: (node, reader) => convertLogic('or', node, reader),
  SimplePositiveUnaryTest: convertSimpleTest,
  IfExpression: convertIf,
  ForExpression: convertFor,
  QuantifiedExpression: convertQuantified,
  PathExpression: convertPath,
  FilterExpression: convertFilter,
  InstanceOfExpression: convertInstanceOf,
  Wildcard: (node) => ({ type: 'unaryTests', isNegated: false, tests: [], ...spanOf(node) }),
};

export function convertExpression(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const converter = converters[node.name];
  return converter === undefined ? missingPart(node, reader) : converter(node, reader);
}

/** The content of the grammar's `UnaryTests`. */
export function convertUnaryTests(top: SyntaxNode, reader: SyntaxReader): FeelAst {
  const parts = partsOf(top);
  const tests = parts.find((part) => part.name === 'PositiveUnaryTests');
  if (tests === undefined) return convertPart(parts[0], top, reader);
  return {
    type: 'unaryTests',
    isNegated: parts[0]?.name === 'not',
    tests: convertTests(tests, top, reader),
    ...spanOf(top),
  };
}

function convertDateTimeLiteral(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const literal = node.getChild('AtLiteral')?.getChild('StringLiteral');
  if (!literal) return convertCall(node, reader);
  return { type: 'at', text: readStringLiteral(sourceOf(literal, reader)), ...spanOf(node) };
}

function convertEntry(node: SyntaxNode, reader: SyntaxReader): ContextEntryNode {
  const [key, value] = partsOf(node);
  const literal = key?.getChild('StringLiteral');
  const name = key?.getChild('Name');
  const converted = convertPart(value, node, reader);
  if (literal) {
    const text = readStringLiteral(sourceOf(literal, reader));
    return { key: reader.names.declare(text), value: converted };
  }
  return { key: name ? reader.names.declare(sourceOf(name, reader)) : '', value: converted };
}

function convertIf(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const [, condition, , then, , otherwise] = partsOf(node);
  return {
    type: 'if',
    condition: convertPart(condition, node, reader),
    then: convertPart(then, node, reader),
    else: convertPart(otherwise, node, reader),
    ...spanOf(node),
  };
}

function convertPath(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const [source, name] = partsOf(node);
  return {
    type: 'path',
    source: convertPart(source, node, reader),
    name: name === undefined ? '' : reader.names.spell(sourceOf(name, reader)),
    ...spanOf(node),
  };
}

function convertFilter(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const [source, filter] = partsOf(node);
  return {
    type: 'filter',
    source: convertPart(source, node, reader),
    filter: convertPart(filter, node, reader),
    ...spanOf(node),
  };
}

function convertInstanceOf(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  return {
    type: 'instanceOf',
    operand: convertPart(partsOf(node)[0], node, reader),
    of: convertType(node.getChild('Type') ?? undefined, reader),
    ...spanOf(node),
  };
}
