import { bindName, type Cell } from '../../expressions/compile/code.js';
import { emptyContext, type FeelValue } from '../../expressions/feel-value.js';
import type {
  BoxedContext,
  BoxedEntry,
  BoxedExpression,
  BoxedList,
  BoxedRelation,
} from '../model/boxed-expression.js';
import {
  type BoxedCode,
  type BoxedScope,
  type CompileBoxed,
  nowhere,
  typed,
  withName,
} from './boxed-code.js';

interface EntryCode {
  readonly name: string;
  readonly code: BoxedCode;
  /** A function may call itself by the name of its entry. */
  readonly isRecursive: boolean;
}

/** Each entry sees those before it. */
export function compileContext(
  { entries, result }: BoxedContext,
  scope: BoxedScope,
  compile: CompileBoxed,
): BoxedCode {
  const codes: EntryCode[] = [];
  let inner = scope;
  for (const entry of entries) {
    const isRecursive = isFunction(entry.value);
    const named = withName(inner, entry.name);
    codes.push({
      name: entry.name,
      code: compileEntry(entry, isRecursive ? named : inner, compile),
      isRecursive,
    });
    inner = named;
  }
  const outcome = result && compile(result, inner);
  return (run, cells) => {
    run.spend(1 + codes.length, nowhere);
    const context = emptyContext();
    let local = cells;
    for (const { name, code, isRecursive } of codes) {
      const cell: { value: FeelValue; outer: Cell | null } = { value: null, outer: local };
      cell.value = code(run, isRecursive ? cell : local);
      context[name] = cell.value;
      local = cell;
    }
    return outcome === undefined ? context : outcome(run, local);
  };
}

function isFunction(value: BoxedExpression): boolean {
  if (value.type === 'literal') return value.code.ast?.type === 'function';
  return value.type === 'function';
}

export function compileEntry(
  { name, typeRef, value }: BoxedEntry,
  scope: BoxedScope,
  compile: CompileBoxed,
): BoxedCode {
  return typed(compile(value, scope), typeRef, scope, value.elementId, `'${name}'`);
}

export function compileList(
  { items }: BoxedList,
  scope: BoxedScope,
  compile: CompileBoxed,
): BoxedCode {
  const codes = items.map((item) => compile(item, scope));
  return (run, cells) => {
    run.spend(1 + codes.length, nowhere);
    return codes.map((code) => code(run, cells));
  };
}

/** A list of contexts, one for each row. */
export function compileRelation(
  { columns, rows }: BoxedRelation,
  scope: BoxedScope,
  compile: CompileBoxed,
): BoxedCode {
  const codes = rows.map((row) =>
    columns.flatMap((column, index) => {
      const value = row[index];
      return value === undefined
        ? []
        : [{ name: column.name, code: compileEntry({ ...column, value }, scope, compile) }];
    }),
  );
  return (run, cells) => {
    run.spend(1 + codes.length * columns.length, nowhere);
    return codes.map((row) => {
      const context = emptyContext();
      for (const { name } of columns) context[name] = null;
      for (const { name, code } of row) context[name] = code(run, cells);
      return context;
    });
  };
}

/** Binds names to values, the first one outermost. */
export function bindAll(names: readonly string[], scope: BoxedScope): BoxedScope {
  const locals = names.reduce((outer, name) => bindName(name, outer), scope.locals);
  return { ...scope, locals };
}

export function cellsOf(values: readonly FeelValue[], outer: Cell | null): Cell | null {
  return values.reduce<Cell | null>((cells, value) => ({ value, outer: cells }), outer);
}
