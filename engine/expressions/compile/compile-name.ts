import { builtIns } from '../builtins/registry.js';
import type { BuiltIn } from '../builtins/built-in.js';
import { functionOf } from '../builtins/invoke-built-in.js';
import type { Evaluation } from '../evaluation.js';
import type { NameNode } from '../feel-ast.js';
import { type FeelValue, isContext, memberOf } from '../feel-value.js';
import type { Cell, Code, LocalScope } from './code.js';

/** Where a name can come from, decided as far as the text tells. */
interface NamePlaces {
  /** Distances of the filter items that may have a member of that name. */
  readonly items: readonly number[];
  /** Distance of the local variable of that name. */
  readonly local: number | undefined;
}

function findPlaces(name: string, scope: LocalScope | null): NamePlaces {
  const items: number[] = [];
  let distance = 0;
  for (let place = scope; place !== null; place = place.outer) {
    if (place.binding.type === 'item') {
      items.push(distance);
      if (name === 'item') return { items, local: distance };
    } else if (place.binding.name === name) {
      return { items, local: distance };
    }
    distance += 1;
  }
  return { items, local: undefined };
}

function cellAt(cells: Cell | null, distance: number): FeelValue {
  let cell = cells;
  for (let step = 0; step < distance && cell !== null; step += 1) cell = cell.outer;
  return cell === null ? null : cell.value;
}

function findInItems(name: string, items: readonly number[], cells: Cell | null) {
  for (const distance of items) {
    const item = cellAt(cells, distance);
    const member = isContext(item) ? memberOf(item, name) : undefined;
    if (member !== undefined) return member;
  }
  return undefined;
}

/** Finds the value of a name, or `undefined` if nothing declares it. */
export type Lookup = (evaluation: Evaluation, cells: Cell | null) => FeelValue | undefined;

export function compileLookup(name: string, scope: LocalScope | null): Lookup {
  const { items, local } = findPlaces(name, scope);
  const outside: Lookup =
    local === undefined
      ? (evaluation) => evaluation.scope.get(name)
      : (_evaluation, cells) => cellAt(cells, local);
  if (items.length === 0) return outside;
  return (evaluation, cells) => findInItems(name, items, cells) ?? outside(evaluation, cells);
}

export function builtInNamed(name: string): BuiltIn | undefined {
  return Object.hasOwn(builtIns, name) ? builtIns[name] : undefined;
}

export function compileName(node: NameNode, scope: LocalScope | null): Code {
  const { name } = node;
  const lookup = compileLookup(name, scope);
  const builtIn = builtInNamed(name);
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    const value = lookup(evaluation, cells);
    if (value !== undefined) return value;
    if (builtIn !== undefined) return functionOf(name, builtIn);
    const message = `Expected a declared name but '${name}' is unknown`;
    return evaluation.fail('unknownName', message, node);
  };
}
