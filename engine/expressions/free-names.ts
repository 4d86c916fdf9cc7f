import { builtIns } from './builtins/registry.js';
import type { FeelAst, IteratorNode } from './feel-ast.js';
import { childrenOf } from './tree-walk.js';

/**
 * The variables an expression needs from outside, each once, in the order of the text. Left out are
 * built-in functions, and names within a filter, which may be members of the items.
 */
export function collectNames(ast: FeelAst): string[] {
  const found = new Set<string>();
  collect(ast, new Set(), found);
  return [...found];
}

/** Every name in an expression, whatever it may mean there. */
export function collectMentioned(ast: FeelAst): string[] {
  const found = new Set<string>();
  mention(ast, found);
  return [...found];
}

function mention(ast: FeelAst, found: Set<string>): void {
  if (ast.type === 'name') found.add(ast.name);
  childrenOf(ast).forEach((child) => {
    mention(child, found);
  });
}

type Names = ReadonlySet<string>;

function collect(ast: FeelAst, bound: Names, found: Set<string>): void {
  switch (ast.type) {
    case 'name':
      if (!bound.has(ast.name) && !Object.hasOwn(builtIns, ast.name)) found.add(ast.name);
      return;
    case 'filter':
      return collect(ast.source, bound, found);
    case 'function':
      return collect(ast.body, withNames(bound, ast.parameters), found);
    case 'context':
      return collectFromEntries(ast.entries, bound, found);
    case 'for':
    case 'some':
    case 'every':
      return collectFromLoop(ast, bound, found);
    default:
      childrenOf(ast).forEach((child) => collect(child, bound, found));
  }
}

function withNames(bound: Names, declared: readonly { readonly name: string }[]): Names {
  return new Set([...bound, ...declared.map((declaration) => declaration.name)]);
}

function collectFromEntries(
  entries: readonly { readonly key: string; readonly value: FeelAst }[],
  bound: Names,
  found: Set<string>,
): void {
  let inner = bound;
  for (const { key, value } of entries) {
    const seen = withNames(inner, [{ name: key }]);
    collect(value, value.type === 'function' ? seen : inner, found);
    inner = seen;
  }
}

function collectFromLoop(
  loop: {
    readonly type: string;
    readonly iterators: readonly IteratorNode[];
    readonly body: FeelAst;
  },
  bound: Names,
  found: Set<string>,
): void {
  let inner = bound;
  for (const iterator of loop.iterators) {
    collect(iterator.source, inner, found);
    if (iterator.end !== undefined) collect(iterator.end, inner, found);
    inner = withNames(inner, [iterator]);
  }
  const partial = loop.type === 'for' ? [{ name: 'partial' }] : [];
  collect(loop.body, withNames(inner, partial), found);
}
