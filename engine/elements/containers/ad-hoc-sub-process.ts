import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { fail, type Failure, type Result, succeed } from '../../failure.js';
import type { ProgramElement } from '../../model/program.js';
import type { Actor } from '../../protocol/inputs.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { innerInstances } from '../../state/instance-tree.js';
import {
  type AdHocAttributes,
  type AdHocData,
  closed,
  dataOf,
  findStartable,
  isActivity,
  isBusy,
  isOpen,
  modelOf,
  refuseStart,
} from './ad-hoc-content.js';

const noFlow = -1;

/**
 * BPMN 2.0.2 sections 10.3.5 and 13.3.5: ad-hoc sub-process. People begin its activities, or a rule does when it is
 * entered; a token on a flow begins the activity it leads to. Waits until its completion condition holds after an
 * activity, or without one until a person completes it or what the rule has chosen is done.
 */
export const adHocSubProcess: ElementBehavior = {
  activate(context, instance, element) {
    if (instance.data?.['waiting'] !== undefined) {
      // A retry: it has begun and stays so, but its completion condition could not be evaluated.
      judgeOrRaise(context, instance, element);
      return undefined;
    }
    const model = modelOf(element);
    const chosen = chooseByRule(context, instance, element, model);
    if (!chosen.ok) return chosen.failure;
    const data: AdHocData = { waiting: [], isClosing: false };
    instance.data = { ...instance.data, ...data };
    open(context, instance, element, model);
    beginChosen(context, instance, element, chosen.value);
    return undefined;
  },

  admit(context, instance, element, inner, flow, brought) {
    const model = modelOf(element);
    if (!model.performed.includes(inner.index)) return true;
    const data = dataOf(instance);
    if (data.isClosing) {
      endIfIdle(context, instance, model);
      return false;
    }
    if (!model.isSequential || !isBusy(context, instance, model)) return true;
    context.park(instance, flow);
    const waiting = { element: inner.index, flow };
    data.waiting.push(brought === undefined ? waiting : { ...waiting, data: brought });
    return false;
  },

  countHeldBack: (instance, flow) =>
    dataOf(instance).waiting.filter((each) => each.flow === flow).length,

  innerCompleted(context, instance, element, inner) {
    // An interrupting event sub-process has taken over; with it all ends.
    if (instance.isInterrupted === true) return;
    const model = modelOf(element);
    const data = dataOf(instance);
    if (data.isClosing) return endIfIdle(context, instance, model);
    if (isActivity(model, inner.index)) judgeOrRaise(context, instance, element);
    beginWaiting(context, instance, model);
  },

  innerEnded(context, instance, element) {
    const { activeElements, completionCondition } = modelOf(element);
    const isChosenDone = activeElements !== undefined && completionCondition === undefined;
    if (instance.isInterrupted === true || isChosenDone) context.complete(instance);
  },

  startInner(context, instance, element, starts, actor) {
    const refusal = refuseStart(context, instance, element, starts);
    if (refusal !== undefined) return refusal;
    const activityIds = starts.map(({ elementId }) => elementId);
    const of = ofElement(context, instance, element);
    context.record({ type: 'adHocActivitiesStarted', activityIds, actor, ...of });
    for (const { elementId, variables } of starts) {
      const inner = context.begin(findStartable(context, element, elementId), instance);
      context.setLocal(inner, variables, actor);
    }
    return undefined;
  },

  finishInner(context, instance, element, actor) {
    const model = modelOf(element);
    if (!isOpen(instance)) return closed(element);
    if (model.completionCondition !== undefined) {
      const message = `Expected an ad-hoc sub-process without a completion condition but '${element.id}' has one`;
      return { code: 'adHocNotCompletable', message, params: { elementId: element.id } };
    }
    close(context, instance, element, actor);
    return undefined;
  },
};

/** What the rule of the model chooses; nothing without a rule. */
function chooseByRule(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  { activeElements }: AdHocAttributes,
): Result<readonly number[] | undefined> {
  if (activeElements === undefined) return succeed(undefined);
  const result = context.evaluate(activeElements, instance);
  if (!result.ok) return result;
  const ids: unknown = typeof result.value === 'string' ? [result.value] : result.value;
  const expression = activeElements.text;
  if (!Array.isArray(ids)) {
    const message = `Expected a list of ids of activities in '${element.id}' but got ${JSON.stringify(result.value)}`;
    return fail('adHocActivityInvalid', message, { expression });
  }
  const found = ids.map((id) => findStartable(context, element, id));
  const unknown: unknown = ids[found.indexOf(-1)];
  if (!found.includes(-1)) return succeed(found);
  const message = `Expected ids of activities in '${element.id}' that no flow leads to but got ${JSON.stringify(unknown)}`;
  return fail('adHocActivityInvalid', message, { expression });
}

function open(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  model: AdHocAttributes,
): void {
  const activities = model.startable.map((index) => {
    const { id, name } = context.elementAt(index);
    return { elementId: id, name };
  });
  context.record({
    type: 'adHocOpened',
    activities,
    isSequential: model.isSequential,
    isCompletable: model.completionCondition === undefined,
    ...ofElement(context, instance, element),
  });
}

function beginChosen(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  chosen: readonly number[] | undefined,
): void {
  if (chosen === undefined) return;
  const model = modelOf(element);
  const activityIds = chosen.map((index) => context.elementAt(index).id);
  const of = ofElement(context, instance, element);
  context.record({ type: 'adHocActivitiesStarted', activityIds, ...of });
  const now = model.isSequential ? chosen.slice(0, 1) : chosen;
  for (const index of now) context.begin(index, instance);
  const later = chosen.slice(now.length);
  dataOf(instance).waiting = later.map((index) => ({ element: index, flow: noFlow }));
  // Nothing was chosen, so all that was chosen is done.
  if (chosen.length === 0 && model.completionCondition === undefined) context.complete(instance);
}

/** Of a sequential one: the activity that has waited longest begins once no other is under way. */
function beginWaiting(
  context: StepContext,
  instance: ElementInstance,
  model: AdHocAttributes,
): void {
  const { waiting } = dataOf(instance);
  const [next] = waiting;
  if (next === undefined || isBusy(context, instance, model)) return;
  waiting.shift();
  if (next.flow !== noFlow) context.consume(instance, [next.flow]);
  context.begin(next.element, instance, next.data);
}

/** Asks the completion condition, after each activity. */
function judge(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | undefined {
  const { completionCondition } = modelOf(element);
  if (completionCondition === undefined) return undefined;
  const result = context.evaluate(completionCondition, instance);
  if (!result.ok) return result.failure;
  if (typeof result.value !== 'boolean') {
    const message = `Expected true or false from the completion condition of '${element.id}' but got ${JSON.stringify(result.value)}`;
    const expression = completionCondition.text;
    return fail('conditionNotBoolean', message, { expression }).failure;
  }
  if (result.value) close(context, instance, element, undefined);
  return undefined;
}

/** A condition may fail after every activity until it is mended: one incident is enough. */
function judgeOrRaise(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
): void {
  const failure = judge(context, instance, element);
  const hasIncident = (instance.incidents ?? []).length > 0;
  if (failure !== undefined && !hasIncident) context.raiseIncident(instance, failure);
}

/** Nothing more begins. What runs is canceled, or if the model says so (or one at a time is done) may end. */
function close(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  actor: Actor | undefined,
): void {
  const model = modelOf(element);
  const data = dataOf(instance);
  const of = ofElement(context, instance, element);
  context.record({ type: 'adHocClosed', ...(actor === undefined ? {} : { actor }), ...of });
  if (!model.isSequential && model.isCancelingRemaining) return end(context, instance);
  data.isClosing = true;
  data.waiting = [];
  // What runs may still throw what an event sub-process catches; nothing from outside begins one.
  const inside = element.armedEvents.filter((event) => context.elementAt(event).attachedTo < 0);
  context.stopWaitingFor(instance, inside);
  endIfIdle(context, instance, model);
}

/** Tokens that wait at gateways and events have no activity to come to any more. */
function endIfIdle(context: StepContext, instance: ElementInstance, model: AdHocAttributes): void {
  const inner = innerInstances(context.state, instance);
  if (!inner.some(({ element }) => isActivity(model, element))) end(context, instance);
}

function end(context: StepContext, instance: ElementInstance): void {
  context.terminateInner(instance);
  context.complete(instance);
}

/** The element a record tells of. */
function ofElement(
  context: StepContext,
  instance: ElementInstance,
  { id }: ProgramElement,
): { elementId: string; elementInstanceId: string } {
  return { elementId: id, elementInstanceId: context.idOf(instance) };
}
