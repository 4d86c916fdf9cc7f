import { seenWindow } from './limits.js';

/** Ids of inputs that were applied, so that a repeated delivery does nothing. */
export interface SeenIds {
  has(id: string): boolean;
  add(id: string): void;
  remove(id: string): void;
  /** Oldest first. */
  list(): string[];
}

export function createSeenIds(carried: readonly string[]): SeenIds {
  const ids = new Set(carried);
  return {
    has: (id) => ids.has(id),
    add(id) {
      ids.add(id);
      if (ids.size <= seenWindow) return;
      const [oldest] = ids;
      if (oldest !== undefined) ids.delete(oldest);
    },
    remove: (id) => void ids.delete(id),
    list: () => [...ids],
  };
}
