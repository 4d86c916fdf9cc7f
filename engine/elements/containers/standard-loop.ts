import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { type Result, succeed } from '../../failure.js';
import type { ProgramElement, ProgramExpression } from '../../model/program.js';
import type { ElementInstance, LoopState } from '../../state/instance-state.js';
import { occurredBefore, takeOccurrence } from '../events/intermediate-catch-event.js';
import { loopConditionHolds } from './loop-condition.js';

/** Written by the compiler. */
export interface StandardLoopAttributes {
  /** The activity that is repeated. */
  readonly activity: number;
  readonly testBefore: boolean;
  /** Left out, it holds. */
  readonly condition?: ProgramExpression;
  readonly maximum?: number;
}

/**
 * BPMN 2.0.2 section 13.3.6: standard loop, around the activity that it repeats one after the other while its condition
 * holds. Waits until the last one is done. `loopCounter` is a variable of each, counted from 1; a condition asked before
 * the first one reads 0. Behind an event-based gateway the first one begins with what the gateway has waited for.
 */
export const standardLoop: ElementBehavior = {
  isLoop: true,

  activate(context, instance, element) {
    const loop: LoopState = { begun: 0, completed: 0 };
    instance.loop = loop;
    const { testBefore } = attributesOf(element);
    const goesOn = testBefore
      ? mayRepeat(context, instance, element, loop)
      : succeed(!isExhausted(element, loop));
    if (!goesOn.ok) return goesOn.failure;
    if (goesOn.value) repeat(context, instance, element, loop);
    else context.complete(instance);
    return undefined;
  },

  innerCompleting(context, instance, element, inner) {
    const loop = instance.loop ?? { begun: 0, completed: 0 };
    const goesOn = mayRepeat(context, inner, element, loop);
    if (!goesOn.ok) return goesOn;
    loop.completed += 1;
    return succeed(() => {
      if (goesOn.value) repeat(context, instance, element, loop);
    });
  },

  innerEnded(context, instance) {
    context.complete(instance);
  },

  occur: takeOccurrence,
};

function attributesOf(element: ProgramElement): StandardLoopAttributes {
  return element.attributes as unknown as StandardLoopAttributes;
}

function isExhausted(element: ProgramElement, { begun }: LoopState): boolean {
  const { maximum = Infinity } = attributesOf(element);
  return begun >= maximum;
}

/** Whether there is another one, seen from the one before or, if there is none, from the loop. */
function mayRepeat(
  context: StepContext,
  from: ElementInstance,
  element: ProgramElement,
  loop: LoopState,
): Result<boolean> {
  const { condition } = attributesOf(element);
  if (isExhausted(element, loop)) return succeed(false);
  return condition === undefined ? succeed(true) : loopConditionHolds(context, condition, from);
}

function repeat(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  loop: LoopState,
): void {
  const { activity } = attributesOf(element);
  const occurred = loop.begun === 0 ? occurredBefore(instance) : undefined;
  loop.begun += 1;
  const inner = context.begin(activity, instance, occurred, loop.begun);
  context.setLocal(inner, { loopCounter: loop.begun });
}
