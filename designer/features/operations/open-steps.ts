import type { ProcessInstance } from '../../../server/contract/index.js';

export interface OpenStep {
  readonly name: string;
  readonly count: number;
}

/** The elements that hold tokens, each once, with the number of its tokens. */
export function listOpenSteps(
  activeElements: ProcessInstance['activeElements'],
): readonly OpenStep[] {
  const steps = new Map<string, OpenStep>();
  for (const { elementId, name } of activeElements) {
    steps.set(elementId, { name, count: (steps.get(elementId)?.count ?? 0) + 1 });
  }
  return [...steps.values()];
}
