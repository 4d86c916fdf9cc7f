const instanceMark = -1;

/** Tokens under way inside one step, first in, first out: pairs of a flow and a scope, or of a mark and an instance. */
export class TokenQueue {
  private items: number[] = [];
  private head = 0;

  get isEmpty(): boolean {
    return this.head >= this.items.length;
  }

  pushFlow(flow: number, scopeKey: number): void {
    this.items.push(flow, scopeKey);
  }

  pushInstance(instanceKey: number): void {
    this.items.push(instanceMark, instanceKey);
  }

  /** Takes the first item; `flow` is -1 if an instance begins. Call only if not empty. */
  take(visit: (flow: number, key: number) => void): void {
    const flow = this.items[this.head] ?? instanceMark;
    const key = this.items[this.head + 1] ?? 0;
    this.head += 2;
    if (this.head >= this.items.length) {
      this.items = [];
      this.head = 0;
    }
    visit(flow, key);
  }

  /** Forgets the tokens on flows of a scope; begun instances end with the scope's other instances. */
  dropScope(scopeKey: number): void {
    dropFlows(this.items, this.head, scopeKey);
  }

  /** Takes everything out, to be pushed back later. */
  drain(): number[] {
    const rest = this.items.slice(this.head);
    this.items = [];
    this.head = 0;
    return rest;
  }

  pushAll(items: readonly number[]): void {
    for (const item of items) this.items.push(item);
  }
}

/** Marks items as belonging to an instance that never exists. */
export function dropFlows(items: number[], head: number, scopeKey: number): void {
  for (let index = head; index < items.length; index += 2) {
    if (items[index] === instanceMark || items[index + 1] !== scopeKey) continue;
    items[index] = instanceMark;
    items[index + 1] = 0;
  }
}
