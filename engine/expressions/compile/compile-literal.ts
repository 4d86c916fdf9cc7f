import { parseNumber } from '../decimal-number.js';
import type {
  AtNode,
  ContextNode,
  ListNode,
  NumberNode,
  OpenRangeNode,
  RangeNode,
} from '../feel-ast.js';
import { emptyContext, FeelRange, type FeelValue, kindOf } from '../feel-value.js';
import { compareValues } from '../operations/ordering.js';
import { parseAtLiteral } from '../temporal/parse-temporal.js';
import { bindName, type Cell, type Code, type Compile, type LocalScope } from './code.js';

export function compileConstant(value: FeelValue): Code {
  return () => value;
}

export function compileNumber(node: NumberNode): Code {
  const value = parseNumber(node.digits);
  const message = 'Expected a number within range but it is not';
  return value === undefined
    ? (evaluation) => evaluation.fail('outOfRange', message, node)
    : compileConstant(value);
}

export function compileAt(node: AtNode): Code {
  const value = parseAtLiteral(node.text);
  const message = `Expected a date, time or duration but got '${node.text}'`;
  return value === undefined
    ? (evaluation) => evaluation.fail('badArgument', message, node)
    : compileConstant(value);
}

export function compileList(node: ListNode, scope: LocalScope | null, compile: Compile): Code {
  const items = node.items.map((item) => compile(item, scope));
  return (evaluation, cells) => {
    evaluation.spend(1 + items.length, node);
    return items.map((item) => item(evaluation, cells));
  };
}

/** An entry sees the entries before it, and a function itself too: nothing runs it before it is there. */
export function compileContext(
  node: ContextNode,
  scope: LocalScope | null,
  compile: Compile,
): Code {
  const codes: Code[] = [];
  let inner = scope;
  for (const { key, value } of node.entries) {
    const seen = bindName(key, inner);
    codes.push(compile(value, value.type === 'function' ? seen : inner));
    inner = seen;
  }
  const keys = node.entries.map((entry) => entry.key);
  const seesItself = node.entries.map(({ value }) => value.type === 'function');
  if (new Set(keys).size < keys.length) {
    const message = 'Expected different names but an entry of the context is repeated';
    return (evaluation) => evaluation.fail('badArgument', message, node);
  }
  return (evaluation, cells) => {
    evaluation.spend(1 + codes.length, node);
    const context = emptyContext();
    let innerCells = cells;
    codes.forEach((code, index) => {
      const cell: { value: FeelValue; readonly outer: Cell | null } = {
        value: null,
        outer: innerCells,
      };
      cell.value = code(evaluation, seesItself[index] === true ? cell : innerCells);
      context[keys[index] ?? ''] = cell.value;
      innerCells = cell;
    });
    return context;
  };
}

export function compileRange(node: RangeNode, scope: LocalScope | null, compile: Compile): Code {
  const startCode = compile(node.start, scope);
  const endCode = compile(node.end, scope);
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    const start = startCode(evaluation, cells);
    const end = endCode(evaluation, cells);
    const order = compareValues(start, end, () => evaluation.time);
    if (order === undefined) {
      const kinds = `a ${kindOf(start)} and a ${kindOf(end)}`;
      const message = `Expected two ends that have an order but got ${kinds}`;
      return evaluation.fail('typeMismatch', message, node);
    }
    if (order > 0) {
      const message = 'Expected a range whose start is not after its end but it is';
      return evaluation.fail('outOfRange', message, node);
    }
    return new FeelRange(start, end, node.isStartIncluded, node.isEndIncluded);
  };
}

/** `< 5` as a value: a range with one end. */
export function compileOpenRange(
  node: OpenRangeNode,
  scope: LocalScope | null,
  compile: Compile,
): Code {
  const endpointCode = compile(node.endpoint, scope);
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    const endpoint = endpointCode(evaluation, cells);
    if (compareValues(endpoint, endpoint, () => evaluation.time) === undefined) {
      const message = `Expected an end that has an order but got a ${kindOf(endpoint)}`;
      return evaluation.fail('typeMismatch', message, node);
    }
    switch (node.operator) {
      case '=':
        return new FeelRange(endpoint, endpoint, true, true);
      case '<':
      case '<=':
        return new FeelRange(undefined, endpoint, false, node.operator === '<=');
      case '>':
      case '>=':
        return new FeelRange(endpoint, undefined, node.operator === '>=', false);
      case '!=':
        return evaluation.fail('typeMismatch', "Expected a value but '!=' is only a test", node);
    }
  };
}
