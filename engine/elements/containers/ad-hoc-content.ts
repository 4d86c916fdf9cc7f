import type { StepContext } from '../../element-behavior.js';
import type { ElementData, ProgramElement, ProgramExpression } from '../../model/program.js';
import type { InnerStart, InputRefusal } from '../../protocol/inputs.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { innerInstances } from '../../state/instance-tree.js';

/** Written by the compiler; numbers are positions in the program's elements. */
export interface AdHocAttributes {
  /** Inner activities without incoming flows: enabled at any time. */
  readonly startable: readonly number[];
  /** Every inner activity that is performed: all but event sub-processes and compensation handlers. */
  readonly performed: readonly number[];
  readonly eventSubProcesses: readonly number[];
  readonly isSequential: boolean;
  readonly isCancelingRemaining: boolean;
  /** Left out: a person, or the end of what a rule has chosen, completes it. */
  readonly completionCondition?: ProgramExpression;
  /** The rule that chooses what begins; left out, people do. */
  readonly activeElements?: ProgramExpression;
}

/** What an instance of it remembers. */
export interface AdHocData extends ElementData {
  /**
   * Of a sequential one: what begins when the activity under way is done, in order. A flow if a token waits on it, or -1;
   * with what that token brings.
   */
  waiting: { element: number; flow: number; data?: ElementData }[];
  /** What runs may end, nothing else begins. */
  isClosing: boolean;
}

/** The compiler wrote them for this very element. */
export function modelOf(element: ProgramElement): AdHocAttributes {
  return element.attributes as unknown as AdHocAttributes;
}

/** Written by `activate`, before anything inside begins. */
export function dataOf(instance: ElementInstance): AdHocData {
  return instance.data as AdHocData;
}

export function isOpen(instance: ElementInstance): boolean {
  return (
    instance.phase === 'active' &&
    instance.isInterrupted !== true &&
    instance.data?.['isClosing'] === false
  );
}

/** -1 if there is no such activity, or a flow leads to it. */
export function findStartable(
  context: StepContext,
  element: ProgramElement,
  elementId: unknown,
): number {
  const { startable } = modelOf(element);
  return startable.find((index) => context.elementAt(index).id === elementId) ?? -1;
}

export function isActivity(model: AdHocAttributes, index: number): boolean {
  return model.performed.includes(index) || model.eventSubProcesses.includes(index);
}

export function isBusy(
  context: StepContext,
  instance: ElementInstance,
  model: AdHocAttributes,
): boolean {
  const inner = innerInstances(context.state, instance);
  return inner.some(({ element }) => model.performed.includes(element));
}

export function refuseStart(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  starts: readonly InnerStart[],
): InputRefusal | undefined {
  if (!isOpen(instance)) return closed(element);
  const model = modelOf(element);
  const wrong = starts.find(({ elementId }) => findStartable(context, element, elementId) < 0);
  if (wrong !== undefined || starts.length === 0) {
    const got = wrong === undefined ? 'none' : `'${wrong.elementId}'`;
    const message = `Expected activities of '${element.id}' that no flow leads to but got ${got}`;
    const params = { elementId: element.id, activityId: wrong?.elementId ?? null };
    return { code: 'activityNotStartable', message, params };
  }
  if (!model.isSequential) return undefined;
  if (starts.length === 1 && !isBusy(context, instance, model)) return undefined;
  const message = `Expected one activity at a time in '${element.id}' but there would be more`;
  return { code: 'adHocBusy', message, params: { elementId: element.id } };
}

export function closed({ id }: ProgramElement): InputRefusal {
  const message = `Expected '${id}' to be open but no activity is started in it any more`;
  return { code: 'adHocClosed', message, params: { elementId: id } };
}
