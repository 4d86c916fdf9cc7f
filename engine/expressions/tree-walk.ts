import type { FeelAst } from './feel-ast.js';

/** Whether the name stands anywhere in the tree, also where it may mean something else. */
export function mentionsName(ast: FeelAst, name: string): boolean {
  if (ast.type === 'name' && ast.name === name) return true;
  return childrenOf(ast).some((child) => mentionsName(child, name));
}

/** The expressions a node consists of, in the order of the text. */
export function childrenOf(ast: FeelAst): readonly FeelAst[] {
  switch (ast.type) {
    case 'list':
      return ast.items;
    case 'context':
      return ast.entries.map((entry) => entry.value);
    case 'function':
      return [ast.body];
    case 'negation':
    case 'instanceOf':
      return [ast.operand];
    case 'arithmetic':
    case 'comparison':
    case 'and':
    case 'or':
      return [ast.left, ast.right];
    case 'between':
      return [ast.operand, ast.low, ast.high];
    case 'in':
      return [ast.operand, ...ast.tests];
    case 'if':
      return [ast.condition, ast.then, ast.else];
    case 'for':
    case 'some':
    case 'every':
      return [...ast.iterators.flatMap(iteratorParts), ast.body];
    case 'path':
      return [ast.source];
    case 'filter':
      return [ast.source, ast.filter];
    case 'range':
      return [ast.start, ast.end];
    case 'openRange':
      return [ast.endpoint];
    case 'call':
      return [ast.callee, ...ast.arguments.map((argument) => argument.value)];
    case 'unaryTests':
      return ast.tests;
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'at':
    case 'name':
      return [];
  }
}

function iteratorParts(iterator: { readonly source: FeelAst; readonly end?: FeelAst }) {
  return iterator.end === undefined ? [iterator.source] : [iterator.source, iterator.end];
}

/** How many nodes the longest way from the root to a leaf has. */
export function heightOf(ast: FeelAst): number {
  return 1 + childrenOf(ast).reduce((height, child) => Math.max(height, heightOf(child)), 0);
}
