import type { Variables } from '../protocol/json.js';

/** Who depends on which variable: ids by name. */
export type WatchTable = Record<string, Record<string, true>>;

/** No variable has such a key. */
function keyOf(name: string): string {
  return `$${name}`;
}

export function watch(table: WatchTable, id: string, names: readonly string[]): void {
  for (const name of names) (table[keyOf(name)] ??= {})[id] = true;
}

export function unwatch(table: WatchTable, id: string, names: readonly string[]): void {
  for (const name of names) {
    const watching = table[keyOf(name)];
    if (watching === undefined) continue;
    delete watching[id];
    if (isEmptyTable(watching)) delete table[keyOf(name)];
  }
}

/** Whom a change of these variables may concern. */
export function watchersOf(table: WatchTable | undefined, variables: Variables): readonly string[] {
  if (table === undefined) return [];
  return Object.keys(variables).flatMap((name) => Object.keys(table[keyOf(name)] ?? {}));
}

export function isEmptyTable(table: object): boolean {
  for (const key in table) if (Object.hasOwn(table, key)) return false;
  return true;
}
