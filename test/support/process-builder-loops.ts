import { tag } from './process-builder-xml.js';

/** What repeats an activity. */
export type LoopOptions =
  | {
      /** The number of instances, or the list of their items. */
      readonly cardinality?: string;
      readonly collection?: string;
      /** Variable of each instance that holds its item. */
      readonly item?: string;
      readonly isSequential?: boolean;
      readonly completion?: string;
      /** From a variable that holds the results to the expression that gives one. */
      readonly results?: readonly [collection: string, item: string];
    }
  | { readonly condition: string; readonly maximum?: number };

export function writeLoop(loop: LoopOptions | undefined): string[] {
  if (loop === undefined) return [];
  if ('condition' in loop) {
    const attributes = loop.maximum === undefined ? {} : { loopMaximum: String(loop.maximum) };
    const condition = tag('bpmn:loopCondition', {}, [], loop.condition);
    return [tag('bpmn:standardLoopCharacteristics', attributes, [condition])];
  }
  const { cardinality, collection, item, isSequential = false, completion, results } = loop;
  const [outputCollection, outputItem] = results ?? [];
  const extension = tag('lemniscate:loop', { collection, item, outputCollection, outputItem });
  const isExtended = results !== undefined || collection !== undefined;
  return [
    tag('bpmn:multiInstanceLoopCharacteristics', { isSequential: String(isSequential) }, [
      ...(isExtended ? [tag('bpmn:extensionElements', {}, [extension])] : []),
      ...(cardinality === undefined ? [] : [tag('bpmn:loopCardinality', {}, [], cardinality)]),
      ...(completion === undefined ? [] : [tag('bpmn:completionCondition', {}, [], completion)]),
    ]),
  ];
}
