import type { Evaluation } from '../evaluation.js';
import type { ForNode, IteratorNode, QuantifiedNode } from '../feel-ast.js';
import type { FeelValue } from '../feel-value.js';
import { mentionsName } from '../tree-walk.js';
import { bindName, type Cell, type Code, type Compile, type LocalScope } from './code.js';
import { asTruth } from './compile-operation.js';
import { type LoopEnd, visitItems, visitSpan } from './iterate.js';

/** Runs the body for every combination of items; the body returns false to stop. */
type Loop = (
  evaluation: Evaluation,
  cells: Cell | null,
  body: (cells: Cell | null) => boolean,
) => LoopEnd;

interface CompiledLoop {
  readonly loop: Loop;
  readonly scope: LocalScope | null;
}

function compileLoop(
  iterators: readonly IteratorNode[],
  scope: LocalScope | null,
  compile: Compile,
): CompiledLoop {
  const [first, ...rest] = iterators;
  if (first === undefined) return { loop: runBody, scope };
  const source = compile(first.source, scope);
  const end = first.end === undefined ? undefined : compile(first.end, scope);
  const inner = compileLoop(rest, bindName(first.name, scope), compile);
  const loop: Loop = (evaluation, cells, body) => {
    // Widened, for TypeScript does not see that `visit` sets it.
    let innerEnd = 'done' as LoopEnd;
    const visit = (value: FeelValue): boolean => {
      evaluation.spend(1, first.source);
      innerEnd = inner.loop(evaluation, { value, outer: cells }, body);
      return innerEnd === 'done';
    };
    const start = source(evaluation, cells);
    const outerEnd =
      end === undefined
        ? visitItems(start, visit, evaluation, first.source)
        : visitSpan(start, end(evaluation, cells), visit, evaluation, first.source);
    return innerEnd === 'impossible' ? innerEnd : outerEnd;
  };
  return { loop, scope: inner.scope };
}

function runBody(
  _evaluation: Evaluation,
  cells: Cell | null,
  body: (cells: Cell | null) => boolean,
): LoopEnd {
  return body(cells) ? 'done' : 'stopped';
}

/** Null if there is nothing to loop over, which is not the same as an empty list. */
export function compileFor(node: ForNode, scope: LocalScope | null, compile: Compile): Code {
  const { loop, scope: bodyScope } = compileLoop(node.iterators, scope, compile);
  const seesPartial = mentionsName(node.body, 'partial');
  const body = compile(node.body, seesPartial ? bindName('partial', bodyScope) : bodyScope);
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    const results: FeelValue[] = [];
    const end = loop(evaluation, cells, (innerCells) => {
      evaluation.spend(seesPartial ? 1 + results.length : 1, node);
      const bodyCells = seesPartial ? { value: [...results], outer: innerCells } : innerCells;
      results.push(body(evaluation, bodyCells));
      return true;
    });
    return end === 'impossible' ? null : results;
  };
}

/** `some` stops at the first true, `every` at the first false. */
export function compileQuantified(
  node: QuantifiedNode,
  scope: LocalScope | null,
  compile: Compile,
): Code {
  const { loop, scope: bodyScope } = compileLoop(node.iterators, scope, compile);
  const body = compile(node.body, bodyScope);
  const decisive = node.type === 'some';
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    let result: boolean | null = !decisive;
    const end = loop(evaluation, cells, (innerCells) => {
      const truth = asTruth(body(evaluation, innerCells), evaluation, node.body);
      if (truth === null) result = null;
      if (truth === decisive) result = decisive;
      return truth !== decisive;
    });
    return end === 'impossible' ? null : result;
  };
}
