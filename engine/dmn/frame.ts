import type { FeelValue } from '../expressions/feel-value.js';

/** The values of inputs and decisions in one evaluation of a model or one call of a service. */
export class Frame {
  private readonly values = new Map<string, FeelValue>();
  private readonly begun = new Set<string>();

  find(key: string): FeelValue | undefined {
    return this.values.get(key);
  }

  set(key: string, value: FeelValue): void {
    this.values.set(key, value);
  }

  /** False if the evaluation of the element has already begun. */
  begin(key: string): boolean {
    if (this.begun.has(key)) return false;
    this.begun.add(key);
    return true;
  }
}
