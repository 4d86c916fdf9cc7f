import { isFlow, type TailoringElement, type TailoringModel } from './model.js';

export interface SequenceFlow extends TailoringElement {
  readonly source: string;
  readonly target: string;
}

/** The sequence flows of a model by their ends. */
export class FlowGraph {
  readonly flows: readonly SequenceFlow[];
  private readonly bySource = new Map<string, SequenceFlow[]>();
  private readonly byTarget = new Map<string, SequenceFlow[]>();

  constructor(readonly model: TailoringModel) {
    this.flows = Object.values(model.elements).filter(hasEnds);
    for (const flow of this.flows) {
      append(this.bySource, flow.source, flow);
      append(this.byTarget, flow.target, flow);
    }
  }

  flowsFrom(node: string): readonly SequenceFlow[] {
    return this.bySource.get(node) ?? [];
  }

  flowsTo(node: string): readonly SequenceFlow[] {
    return this.byTarget.get(node) ?? [];
  }
}

function hasEnds(element: TailoringElement): element is SequenceFlow {
  return isFlow(element) && element.source !== undefined && element.target !== undefined;
}

function append(index: Map<string, SequenceFlow[]>, node: string, flow: SequenceFlow): void {
  const list = index.get(node);
  if (list === undefined) index.set(node, [flow]);
  else list.push(flow);
}
