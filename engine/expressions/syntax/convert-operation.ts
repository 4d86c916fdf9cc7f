import type { ArithmeticOperator, ComparisonOperator, FeelAst } from '../feel-ast.js';
import {
  childrenOf,
  convertPart,
  partsOf,
  sourceOf,
  spanOf,
  type SyntaxNode,
  type SyntaxReader,
} from './syntax-reader.js';

const arithmeticOperators: Readonly<Record<string, ArithmeticOperator>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '**': '**',
  '^': '**',
};

export function convertArithmetic(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const parts = partsOf(node);
  const first = parts[0];
  if (first?.name === 'ArithOp') {
    const operand = convertPart(parts[1], node, reader);
    return { type: 'negation', operand, ...spanOf(node) };
  }
  const sign = parts[1] === undefined ? '' : sourceOf(parts[1], reader);
  return {
    type: 'arithmetic',
    operator: arithmeticOperators[sign] ?? '+',
    left: convertPart(first, node, reader),
    right: convertPart(parts[2], node, reader),
    ...spanOf(node),
  };
}

const comparisonOperators: readonly ComparisonOperator[] = ['=', '!=', '<', '<=', '>', '>='];

export function readComparisonOperator(node: SyntaxNode, reader: SyntaxReader) {
  const source = sourceOf(node, reader);
  return comparisonOperators.find((operator) => operator === source) ?? '=';
}

/** `a < b`, `a between b and c`, `a in b` and `a in (b, c)` are one rule of the grammar. */
export function convertComparison(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const [left, operator, right, , high] = partsOf(node);
  const operand = convertPart(left, node, reader);
  if (operator?.name === 'between') {
    return {
      type: 'between',
      operand,
      low: convertPart(right, node, reader),
      high: convertPart(high, node, reader),
      ...spanOf(node),
    };
  }
  if (operator?.name === 'in') {
    return { type: 'in', operand, tests: convertTests(right, node, reader), ...spanOf(node) };
  }
  checkOperator(operator, right, reader);
  return {
    type: 'comparison',
    operator: operator === undefined ? '=' : readComparisonOperator(operator, reader),
    left: operand,
    right: convertPart(right, node, reader),
    ...spanOf(node),
  };
}

/** To the grammar `a == 1` compares `a` with the test `= 1`, which nobody means. */
function checkOperator(
  operator: SyntaxNode | undefined,
  right: SyntaxNode | undefined,
  reader: SyntaxReader,
): void {
  const second = right?.name === 'SimplePositiveUnaryTest' ? right.firstChild : undefined;
  if (operator === undefined || second?.name !== 'CompareOp') return;
  if (second.from !== operator.to) return;
  const source = reader.text.slice(operator.from, second.to);
  const message = `Unexpected '${source}': FEEL compares with ${comparisonOperators.join(' ')}`;
  reader.problems.push({ message, from: operator.from, to: second.to });
}

/** The tests of a `PositiveUnaryTests` or of a single `PositiveUnaryTest`. */
export function convertTests(
  tests: SyntaxNode | undefined,
  whole: SyntaxNode,
  reader: SyntaxReader,
): FeelAst[] {
  const list = tests?.name === 'PositiveUnaryTests' ? partsOf(tests) : [tests];
  return list.map((test) => convertPart(test && partsOf(test)[0], whole, reader));
}

export function convertLogic(type: 'and' | 'or', node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const [left, , right] = partsOf(node);
  return {
    type,
    left: convertPart(left, node, reader),
    right: convertPart(right, node, reader),
    ...spanOf(node),
  };
}

/** `[1..5)` or `< 5`. */
export function convertSimpleTest(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const [first, endpoint] = childrenOf(node);
  if (first?.name === 'Interval') return convertInterval(first, reader);
  return {
    type: 'openRange',
    operator: first === undefined ? '=' : readComparisonOperator(first, reader),
    endpoint: convertPart(endpoint, node, reader),
    ...spanOf(node),
  };
}

function convertInterval(node: SyntaxNode, reader: SyntaxReader): FeelAst {
  const [start, end] = partsOf(node);
  const source = sourceOf(node, reader);
  return {
    type: 'range',
    start: convertPart(start, node, reader),
    end: convertPart(end, node, reader),
    isStartIncluded: source.startsWith('['),
    isEndIncluded: source.endsWith(']'),
    ...spanOf(node),
  };
}
