import type { ElementData } from '../model/program.js';
import type { QueuedToken } from '../state/instance-state.js';
import { noInstance } from '../state/instance-tree.js';

const noFlow = -1;

/** Tokens under way inside one step, first in, first out. */
export class TokenQueue {
  private tokens: QueuedToken[] = [];
  private head = 0;

  get isEmpty(): boolean {
    return this.head === this.tokens.length;
  }

  pushFlow(flow: number, scopeKey: string, data: ElementData | undefined): void {
    const token = { flow, key: scopeKey };
    this.tokens.push(data === undefined ? token : { ...token, data });
  }

  pushInstance(instanceKey: string): void {
    this.tokens.push({ flow: noFlow, key: instanceKey });
  }

  take(): QueuedToken | undefined {
    const token = this.tokens[this.head];
    if (token === undefined) return undefined;
    this.head += 1;
    if (this.head === this.tokens.length) {
      this.tokens = [];
      this.head = 0;
    }
    return token;
  }

  /** Forgets the tokens on flows of a scope; begun instances end with the scope's other instances. */
  dropScope(scopeKey: string): void {
    dropTokens(this.tokens, scopeKey);
  }

  /** Takes everything out, to be pushed back later. */
  drain(): QueuedToken[] {
    const rest = this.tokens.slice(this.head);
    this.tokens = [];
    this.head = 0;
    return rest;
  }

  pushAll(tokens: readonly QueuedToken[]): void {
    for (const token of tokens) this.tokens.push(token);
  }
}

/** Makes tokens of a scope lead nowhere. */
export function dropTokens(tokens: readonly QueuedToken[], scopeKey: string): void {
  for (const token of tokens) {
    if (token.flow !== noFlow && token.key === scopeKey) token.key = noInstance;
  }
}
