import type { Evaluation } from '../evaluation.js';
import type { FilterNode, PathNode, Span } from '../feel-ast.js';
import {
  type FeelList,
  type FeelNumber,
  type FeelValue,
  isContext,
  isList,
  isNumber,
  kindOf,
  memberOf,
} from '../feel-value.js';
import { toInteger } from '../decimal-number.js';
import { formatBriefly } from '../format-value.js';
import { propertyOf } from '../value-properties.js';
import { bindItem, type Cell, type Code, type Compile, type LocalScope } from './code.js';

export function compilePath(node: PathNode, scope: LocalScope | null, compile: Compile): Code {
  const source = compile(node.source, scope);
  const { name } = node;
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    const value = source(evaluation, cells);
    if (!isList(value)) return readMember(value, name, evaluation, node);
    evaluation.spend(value.length, node);
    return value.map((item) => readMember(item, name, evaluation, node));
  };
}

function readMember(value: FeelValue, name: string, evaluation: Evaluation, span: Span): FeelValue {
  if (isContext(value)) {
    const member = memberOf(value, name);
    if (member !== undefined) return member;
    const message = () => `Expected an entry '${name}' but the context has only ${listKeys(value)}`;
    return evaluation.fail('unknownName', message, span);
  }
  const property = propertyOf(value, name, evaluation);
  if (property !== undefined) return property;
  const message = `Expected a value with '${name}' but got ${formatBriefly(value)}`;
  return evaluation.fail('typeMismatch', message, span);
}

function listKeys(context: object): string {
  const keys = Object.keys(context);
  if (keys.length === 0) return 'no entries';
  const shown = keys.slice(0, 8).map((key) => `'${key}'`);
  return shown.join(', ') + (keys.length > shown.length ? ', ...' : '');
}

/** `list[2]`, `list[-1]` or `list[price > 10]`. */
export function compileFilter(node: FilterNode, scope: LocalScope | null, compile: Compile): Code {
  const source = compile(node.source, scope);
  const filter = compile(node.filter, bindItem(scope));
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    const value = source(evaluation, cells);
    if (value === null) {
      return evaluation.fail('typeMismatch', 'Expected a list but got null', node.source);
    }
    return select(isList(value) ? value : [value], filter, evaluation, cells, node);
  };
}

/** The first item tells whether the filter is an index or a condition. */
function select(
  list: FeelList,
  filter: Code,
  evaluation: Evaluation,
  cells: Cell | null,
  node: FilterNode,
): FeelValue {
  if (list.length === 0) return selectFromNothing(filter, evaluation, cells, node);
  const first = filter(evaluation, { value: list[0] ?? null, outer: cells });
  if (isNumber(first)) return itemAt(list, first, evaluation, node);
  const kept: FeelValue[] = [];
  for (const [index, item] of list.entries()) {
    evaluation.spend(1, node);
    const verdict = index === 0 ? first : filter(evaluation, { value: item, outer: cells });
    if (typeof verdict !== 'boolean' && verdict !== null) {
      const message = `Expected a condition or an index but got a ${kindOf(verdict)}`;
      return evaluation.fail('typeMismatch', message, node.filter);
    }
    if (verdict === true) kept.push(item);
  }
  return kept;
}

/** An index into an empty list is null; a condition, whatever it needs of an item, keeps nothing. */
function selectFromNothing(
  filter: Code,
  evaluation: Evaluation,
  cells: Cell | null,
  node: FilterNode,
): FeelValue {
  const index = evaluation.quietly(() => filter(evaluation, { value: null, outer: cells }));
  return isNumber(index) ? itemAt([], index, evaluation, node) : [];
}

/** Counts from 1, or from the end with -1; null beyond the ends. */
function itemAt(list: FeelList, index: FeelNumber, evaluation: Evaluation, node: FilterNode) {
  const position = toInteger(index);
  const item =
    position === undefined || position === 0
      ? undefined
      : list[position > 0 ? position - 1 : list.length + position];
  if (item !== undefined) return item;
  const message = `Expected an index from 1 to ${list.length} but got ${formatBriefly(index)}`;
  return evaluation.warn('outOfRange', message, node.filter);
}
