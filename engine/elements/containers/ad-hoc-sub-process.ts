import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { fail, type Failure, type Result, succeed } from '../../failure.js';
import type { ElementData, ProgramElement, ProgramExpression } from '../../model/program.js';
import type { Actor, InnerStart, InputRefusal } from '../../protocol/inputs.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { innerInstances } from '../../state/instance-tree.js';

/** Written by the compiler; numbers are positions in the program's elements. */
export interface AdHocAttributes {
  /** Inner activities without incoming flows: enabled at any time. */
  readonly startable: readonly number[];
  /** Every inner activity that is performed: all but event sub-processes and compensation handlers. */
  readonly performed: readonly number[];
  readonly eventSubProcesses: readonly number[];
  /** Intermediate catch events without incoming flows: waited for as long as it is open. */
  readonly standingEvents: readonly number[];
  readonly isSequential: boolean;
  readonly isCancelingRemaining: boolean;
  /** Left out: a person, or the end of what a rule has chosen, completes it. */
  readonly completionCondition?: ProgramExpression;
  /** The rule that chooses what begins; left out, people do. */
  readonly activeElements?: ProgramExpression;
}

/** What an instance of it remembers. */
interface AdHocData extends ElementData {
  /** Of a sequential one: what begins when the activity under way is done. A flow if a token waits on it, or -1. */
  waiting: { element: number; flow: number }[];
  /** What runs may end, nothing else begins. */
  isClosing: boolean;
}

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

  admit(context, instance, element, inner, flow) {
    const model = modelOf(element);
    if (!model.performed.includes(inner.index)) return true;
    const data = dataOf(instance);
    if (data.isClosing) {
      endIfIdle(context, instance, model);
      return false;
    }
    if (!model.isSequential || !isBusy(context, instance, model)) return true;
    context.park(instance, flow);
    data.waiting.push({ element: inner.index, flow });
    return false;
  },

  innerCompleted(context, instance, element, inner) {
    // An interrupting event sub-process has taken over; with it all ends.
    if (instance.isInterrupted === true) return;
    const model = modelOf(element);
    const data = dataOf(instance);
    if (data.isClosing) return endIfIdle(context, instance, model);
    if (isActivity(model, inner.index)) judgeOrRaise(context, instance, element);
    if (context.isAlive(instance) && !data.isClosing) beginWaiting(context, instance, model);
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

/** The compiler wrote them for this very element. */
function modelOf(element: ProgramElement): AdHocAttributes {
  return element.attributes as unknown as AdHocAttributes;
}

/** Written by `activate`, before anything inside begins. */
function dataOf(instance: ElementInstance): AdHocData {
  return instance.data as AdHocData;
}

function isOpen(instance: ElementInstance): boolean {
  return (
    instance.phase === 'active' &&
    instance.isInterrupted !== true &&
    instance.data?.['isClosing'] === false
  );
}

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

/** -1 if there is no such activity, or a flow leads to it. */
function findStartable(context: StepContext, element: ProgramElement, elementId: unknown): number {
  const { startable } = modelOf(element);
  return startable.find((index) => context.elementAt(index).id === elementId) ?? -1;
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
  if (waiting.length === 0 || isBusy(context, instance, model)) return;
  const next = waiting.shift();
  if (next === undefined) return;
  if (next.flow !== noFlow) context.consume(instance, [next.flow]);
  context.begin(next.element, instance);
}

function isActivity(model: AdHocAttributes, index: number): boolean {
  return model.performed.includes(index) || model.eventSubProcesses.includes(index);
}

function isBusy(context: StepContext, instance: ElementInstance, model: AdHocAttributes): boolean {
  const inner = innerInstances(context.state, instance);
  return inner.some(({ element }) => model.performed.includes(element));
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
  context.stopWaitingFor(instance, model.standingEvents);
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

function refuseStart(
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

function closed({ id }: ProgramElement): InputRefusal {
  const message = `Expected '${id}' to be open but no activity is started in it any more`;
  return { code: 'adHocClosed', message, params: { elementId: id } };
}

/** The element a record tells of. */
function ofElement(
  context: StepContext,
  instance: ElementInstance,
  { id }: ProgramElement,
): { elementId: string; elementInstanceId: string } {
  return { elementId: id, elementInstanceId: context.idOf(instance) };
}
