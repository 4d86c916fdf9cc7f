import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { type Result, succeed } from '../../failure.js';
import type { ProgramElement, ProgramExpression } from '../../model/program.js';
import type { JsonValue, Variables } from '../../protocol/json.js';
import type { ElementInstance, LoopState } from '../../state/instance-state.js';
import { defineVariable } from '../../state/variables.js';
import { occurredBefore, takeOccurrence } from '../events/intermediate-catch-event.js';
import {
  type ImplicitEvents,
  type ImplicitThrow,
  planImplicitEvents,
  throwImplicitEvents,
} from './implicit-events.js';
import { loopConditionHolds } from './loop-condition.js';
import { type LoopSource, readLoopItems } from './loop-items.js';

/** Written by the compiler. */
export interface MultiInstanceAttributes extends LoopSource {
  /** The activity that is repeated. */
  readonly activity: number;
  /** Moves of tokens that one of them makes if it goes every way inside once. */
  readonly movesPerInstance: number;
  /** So many may be active at a time; left out, all. */
  readonly most?: number;
  /** Variable of each that holds its item. */
  readonly item?: string;
  /** Variable of each that begins as null, for its result. */
  readonly output?: string;
  readonly outputItem?: ProgramExpression;
  readonly outputCollection?: string;
  readonly completionCondition?: ProgramExpression;
  readonly events: readonly ImplicitEvents[];
}

/**
 * BPMN 2.0.2 section 13.3.7: multi-instance, around the activity of which it begins one instance per item, all at once or
 * one after the other. Waits until all are done, or the completion condition holds, which ends the others.
 *
 * Each instance has `loopCounter`, its item and its result as variables of its own. Results are collected in the
 * order of the items; what has not completed counts as null. Behind an event-based gateway the first one begins with what
 * the gateway has waited for.
 */
export const multiInstance: ElementBehavior = {
  isLoop: true,

  activate(context, instance, element) {
    const attributes = attributesOf(element);
    const read = readLoopItems(context, instance, attributes);
    if (!read.ok) return read.failure;
    const { total, items } = read.value;
    const isCollecting = attributes.outputCollection !== undefined;
    const loop: LoopState = {
      begun: 0,
      completed: 0,
      total,
      ...(items === undefined || attributes.item === undefined ? {} : { items }),
      ...(isCollecting ? { results: Array.from({ length: total }, () => null) } : {}),
    };
    instance.loop = loop;
    if (total === 0) complete(context, instance, element);
    else beginNext(context, instance, attributes, loop);
    return undefined;
  },

  innerCompleting(context, instance, element, inner) {
    const { loop } = instance;
    const attributes = attributesOf(element);
    if (loop === undefined) return succeed(() => undefined);
    loop.completed += 1;
    const outcome = judge(context, inner, attributes, loop);
    if (!outcome.ok) {
      loop.completed -= 1;
      return outcome;
    }
    const { result, isDone, events } = outcome.value;
    if (loop.results !== undefined && inner.loopCounter !== undefined) {
      loop.results[inner.loopCounter - 1] = result;
    }
    return succeed(() => {
      throwImplicitEvents(context, instance, events);
      if (!context.isAlive(instance)) return;
      if (isDone) endOthers(context, instance, loop);
      else beginNext(context, instance, attributes, loop);
    });
  },

  innerEnded: complete,

  occur: takeOccurrence,
};

function attributesOf(element: ProgramElement): MultiInstanceAttributes {
  return element.attributes as unknown as MultiInstanceAttributes;
}

/** What a completed instance leads to; evaluates only. */
interface Outcome {
  readonly result: JsonValue;
  readonly isDone: boolean;
  readonly events: readonly ImplicitThrow[];
}

function judge(
  context: StepContext,
  inner: ElementInstance,
  attributes: MultiInstanceAttributes,
  loop: LoopState,
): Result<Outcome> {
  const { outputItem, completionCondition } = attributes;
  const result =
    outputItem === undefined ? succeed<JsonValue>(null) : context.evaluate(outputItem, inner);
  if (!result.ok) return result;
  const events = planImplicitEvents(context, inner, loop, attributes.events);
  if (!events.ok) return events;
  const isDone =
    completionCondition === undefined
      ? succeed(false)
      : loopConditionHolds(context, completionCondition, inner);
  if (!isDone.ok) return isDone;
  return succeed({ result: result.value, isDone: isDone.value, events: events.value });
}

function beginNext(
  context: StepContext,
  instance: ElementInstance,
  attributes: MultiInstanceAttributes,
  loop: LoopState,
): void {
  const { most = Infinity } = attributes;
  const { total = 0 } = loop;
  while (loop.begun < total && loop.begun - loop.completed < most) {
    beginOne(context, instance, attributes, loop);
  }
  if (loop.begun === total && loop.items !== undefined) delete loop.items;
}

function beginOne(
  context: StepContext,
  instance: ElementInstance,
  attributes: MultiInstanceAttributes,
  loop: LoopState,
): void {
  const { activity, movesPerInstance, item, output } = attributes;
  const occurred = loop.begun === 0 ? occurredBefore(instance) : undefined;
  loop.begun += 1;
  context.allowMoves(instance, movesPerInstance);
  const inner = context.begin(activity, instance, occurred, loop.begun);
  const variables: Variables = { loopCounter: loop.begun };
  const value = loop.items?.[loop.begun - 1];
  if (output !== undefined) defineVariable(variables, output, null);
  if (item !== undefined) defineVariable(variables, item, value ?? null);
  context.setLocal(inner, variables);
}

function endOthers(context: StepContext, instance: ElementInstance, loop: LoopState): void {
  loop.terminated = loop.begun - loop.completed;
  context.terminateInner(instance);
}

function complete(context: StepContext, instance: ElementInstance, element: ProgramElement): void {
  const { outputCollection } = attributesOf(element);
  const results = instance.loop?.results;
  if (outputCollection === undefined || results === undefined) return context.complete(instance);
  const variables: Variables = {};
  defineVariable(variables, outputCollection, results);
  context.complete(instance, variables);
}
