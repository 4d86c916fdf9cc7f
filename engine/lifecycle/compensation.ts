import type { ProgramCompensation, ProgramElement } from '../model/program.js';
import { addCompleted, takeCompleted } from '../state/completed-activities.js';
import { innerInstances } from '../state/instance-tree.js';
import type {
  Compensation,
  CompensationPart,
  CompletedActivity,
  ElementInstance,
} from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { beginElement, createInside } from './activation.js';

/** An activity has completed: its scope remembers it if there is something to compensate. */
export function rememberCompleted(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
  scope: ElementInstance,
): void {
  const { compensation } = element;
  if (compensation === undefined || instance.isUncompensable === true) return;
  const { variables, completed, compensationRank } = instance;
  if (isByDefault(compensation) && completed === undefined) return;
  addCompleted(scope, {
    element: element.index,
    key: instance.key,
    rank: compensationRank ?? machine.state.counter,
    ...(variables === undefined ? {} : { variables }),
    ...(completed === undefined || compensation.handler >= 0 ? {} : { completed }),
    ...loopOf(instance),
  });
}

function loopOf({ loop }: ElementInstance): Pick<CompletedActivity, 'loop'> {
  if (loop === undefined) return {};
  const { items: _items, results: _results, ...facts } = loop;
  return { loop: facts };
}

/** Without a handler of its own, an activity is compensated by compensating what is inside. */
function isByDefault({ handler, starts }: ProgramCompensation): boolean {
  return handler < 0 && starts.length === 0;
}

/** Compensates what scopes remember, the one that completed last first; the outermost scope comes last. */
export function compensate(
  machine: StepMachine,
  thrower: ElementInstance,
  scopes: readonly ElementInstance[],
  activityId: string | undefined,
  isAwaited: boolean,
): void {
  // What was interrupted is for the cancellation of a transaction only.
  const isWanted = ({ element, isPartial }: CompletedActivity): boolean =>
    isPartial !== true &&
    (activityId === undefined || machine.elementAt(element).id === activityId);
  const rest = scopes
    .flatMap((scope) =>
      takeCompleted(scope, isWanted).map((activity) => ({ scope: scope.key, activity })),
    )
    .sort((left, right) => left.activity.rank - right.activity.rank);
  recordCompensation(
    machine,
    thrower,
    rest.map(({ activity }) => activity),
  );
  const holder = scopes.at(-1);
  if (rest.length === 0 || holder === undefined) return;
  if (isAwaited) thrower.awaited = (thrower.awaited ?? 0) + 1;
  beginCompensation(machine, holder, rest, isAwaited ? thrower.key : undefined);
}

/** Tells what is compensated; the list is in the order of ranks. */
export function recordCompensation(
  machine: StepMachine,
  thrower: ElementInstance,
  activities: readonly CompletedActivity[],
): void {
  machine.record({
    type: 'compensationThrown',
    elementId: machine.elementOf(thrower).id,
    elementInstanceId: machine.idOf(thrower),
    activities: activities.map(({ element }) => machine.elementAt(element).id).reverse(),
  });
}

/** Compensates all that a scope remembers, waited for by nobody but the scope itself. */
export function compensateScope(machine: StepMachine, scope: ElementInstance): void {
  const completed = takeCompleted(scope, () => true);
  const rest = completed.map((activity) => ({ scope: scope.key, activity }));
  if (rest.length > 0) beginCompensation(machine, scope, rest, undefined);
}

function beginCompensation(
  machine: StepMachine,
  holder: ElementInstance,
  rest: Compensation['rest'],
  waiter: string | undefined,
): void {
  const compensationId = machine.newId();
  const compensation = { compensationId, ...(waiter === undefined ? {} : { waiter }), rest };
  (holder.compensations ??= []).push(compensation);
  goOn(machine, holder, compensation);
}

/** An instance that compensated something has ended, well or not: the next one begins. */
export function endPart(machine: StepMachine, part: CompensationPart): void {
  const holder = machine.findInstance(part.holder);
  const compensation = holder?.compensations?.find(
    ({ compensationId }) => compensationId === part.compensationId,
  );
  if (holder !== undefined && compensation !== undefined) goOn(machine, holder, compensation);
}

function goOn(machine: StepMachine, holder: ElementInstance, compensation: Compensation): void {
  const { compensationId, rest } = compensation;
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const scope = machine.findInstance(next.scope);
    if (scope === undefined) continue;
    return beginPart(machine, holder, compensationId, scope, next.activity);
  }
  const others = holder.compensations?.filter((other) => other !== compensation) ?? [];
  if (others.length > 0) holder.compensations = others;
  else delete holder.compensations;
  release(machine, compensation.waiter);
}

/** Who waits for several compensations goes on after the last one. */
function release(machine: StepMachine, key: string | undefined): void {
  const waiter = key === undefined ? undefined : machine.findInstance(key);
  if (waiter?.awaited === undefined) return;
  waiter.awaited -= 1;
  if (waiter.awaited > 0) return;
  delete waiter.awaited;
  machine.complete(waiter);
}

function beginPart(
  machine: StepMachine,
  holder: ElementInstance,
  compensationId: string,
  scope: ElementInstance,
  activity: CompletedActivity,
): void {
  const { handler, starts } = machine.elementAt(activity.element).compensation ?? nothing;
  const isWhole = activity.isPartial !== true;
  const isRestored = handler < 0 || !isWhole;
  const element = isRestored ? activity.element : handler;
  const instance = createInside(machine, element, scope, { compensated: activity.key });
  instance.compensating = { holder: holder.key, compensationId, isRestored };
  machine.setLocal(instance, activity.variables ?? {});
  if (!isRestored) {
    machine.allowMoves(holder, 1);
    return machine.queue.pushInstance(instance.key);
  }
  instance.phase = 'active';
  if (activity.loop !== undefined) instance.loop = { ...activity.loop };
  if (activity.completed !== undefined) instance.completed = [...activity.completed];
  if (starts.length > 0 && isWhole) return beginStarts(machine, instance, starts);
  compensateScope(machine, instance);
}

const nothing: ProgramCompensation = { handler: -1, starts: [] };

/** The compensation event sub-processes of a restored scope run in it. */
function beginStarts(
  machine: StepMachine,
  restored: ElementInstance,
  starts: ProgramCompensation['starts'],
): void {
  for (const startEvent of starts) {
    const { scope } = machine.elementAt(startEvent);
    beginElement(machine, scope, restored, { data: { startEvent, variables: {} } });
  }
}

/** The content of a scope is ended: what it has not come to yet can be compensated by what takes over. */
export function stopCompensations(machine: StepMachine, scope: ElementInstance): void {
  if (scope.compensations === undefined) return;
  for (const { rest } of scope.compensations) {
    for (const { scope: key, activity } of rest) {
      const within = machine.findInstance(key);
      if (within !== undefined) addCompleted(within, activity);
    }
  }
  delete scope.compensations;
}

/** What has completed inside of what is still active, and will be ended, is remembered by the scope itself. */
export function keepParts(machine: StepMachine, scope: ElementInstance): void {
  for (const part of listParts(machine, scope)) addCompleted(scope, part);
}

function listParts(machine: StepMachine, scope: ElementInstance): readonly CompletedActivity[] {
  stopCompensations(machine, scope);
  return innerInstances(machine.state, scope).flatMap((inner) => partOf(machine, inner));
}

function partOf(machine: StepMachine, instance: ElementInstance): readonly CompletedActivity[] {
  const { index, compensation } = machine.elementOf(instance);
  // What compensates is not compensated itself.
  if (compensation === undefined) return [];
  const parts = listParts(machine, instance);
  const completed = [...(instance.completed ?? []), ...parts];
  if (completed.length === 0) return [];
  const { key, variables } = instance;
  const rank = machine.state.counter;
  return [
    {
      element: index,
      key,
      rank,
      ...(variables === undefined ? {} : { variables }),
      completed,
      ...loopOf(instance),
      isPartial: true,
    },
  ];
}

export function forgetCompleted(machine: StepMachine, scope: ElementInstance): void {
  delete scope.completed;
  if (machine.elementOf(scope).compensation !== undefined) scope.isUncompensable = true;
}

/** An event sub-process interrupts the scope and is responsible for what was done in it. */
export function interruptCompleted(machine: StepMachine, scope: ElementInstance): void {
  if (machine.elementOf(scope).compensation === undefined) return;
  keepParts(machine, scope);
  scope.isUncompensable = true;
}

export function keepCompensationRank(machine: StepMachine, instance: ElementInstance): void {
  if (machine.elementOf(instance).compensation === undefined) return;
  instance.compensationRank ??= machine.state.counter;
}

export function isRestored(instance: ElementInstance): boolean {
  return instance.compensating?.isRestored === true;
}
