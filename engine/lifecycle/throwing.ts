import type { ThrownError, ThrownEscalation } from '../element-behavior.js';
import type { ProgramElement, ProgramHandler } from '../model/program.js';
import type { Variables } from '../protocol/json.js';
import type { ElementInstance } from '../state/instance-state.js';
import { defineVariable } from '../state/variables.js';
import type { StepMachine } from '../step-machine.js';
import { isRestored } from './compensation.js';
import { occur } from './occurrence.js';

/** What the definition of a catching event says about what it caught. */
interface CatchingAttributes {
  readonly codeVariable?: string;
  readonly messageVariable?: string;
}

interface Catcher {
  /** The host of the boundary event, or the scope around the event sub-process. */
  readonly owner: ElementInstance;
  readonly event: ProgramElement;
  /** Position among the event's definitions. */
  readonly definition: number;
}

export function throwError(
  machine: StepMachine,
  origin: ElementInstance,
  error: ThrownError,
): boolean {
  const catcher = findCatcher(machine, origin, 'error', error.errorCode);
  machine.record({
    type: 'errorThrown',
    errorCode: error.errorCode,
    message: error.message,
    ...(catcher === undefined ? {} : { caughtBy: catcher.event.id }),
    elementId: machine.elementOf(origin).id,
    elementInstanceId: machine.idOf(origin),
  });
  if (catcher === undefined) return false;
  hand(machine, catcher, error.errorCode, error.message, error.variables);
  return true;
}

export function throwEscalation(
  machine: StepMachine,
  origin: ElementInstance,
  { escalationCode, variables }: ThrownEscalation,
): void {
  const catcher = findCatcher(machine, origin, 'escalation', escalationCode);
  machine.record({
    type: 'escalationThrown',
    escalationCode,
    ...(catcher === undefined ? {} : { caughtBy: catcher.event.id }),
    elementId: machine.elementOf(origin).id,
    elementInstanceId: machine.idOf(origin),
  });
  if (catcher !== undefined) hand(machine, catcher, escalationCode, '', variables);
  else machine.emit({ type: 'escalateToParent', escalationCode, variables });
}

/**
 * From the inside out; at each level first what stands in the scope, then what stands on its border.
 * The events of a scope that has completed, and is restored for compensation, are over.
 */
function findCatcher(
  machine: StepMachine,
  origin: ElementInstance,
  type: ProgramHandler['type'],
  code: string,
): Catcher | undefined {
  let owner: ElementInstance | undefined = origin;
  let cameFrom = -1;
  while (owner !== undefined) {
    const element = machine.elementOf(owner);
    const handler = isRestored(owner)
      ? undefined
      : (innerHandler(machine, owner, element, cameFrom, type, code) ??
        mostSpecific(element.boundaryHandlers, type, code));
    if (handler !== undefined) {
      const { event, definition = 0 } = handler;
      return { owner, event: machine.elementAt(event), definition };
    }
    cameFrom = element.index;
    owner = machine.findInstance(owner.scope);
  }
  return undefined;
}

/** An event sub-process does not catch what is thrown inside itself; after an interruption none catches. */
function innerHandler(
  machine: StepMachine,
  scope: ElementInstance,
  element: ProgramElement,
  cameFrom: number,
  type: ProgramHandler['type'],
  code: string,
): ProgramHandler | undefined {
  if (element.innerHandlers.length === 0 || scope.isInterrupted === true) return undefined;
  // A listener has thrown it before the scope has begun.
  if (scope.phase === 'starting') return undefined;
  const others = element.innerHandlers.filter(
    (handler) => machine.elementAt(handler.event).scope !== cameFrom,
  );
  return mostSpecific(others, type, code);
}

function mostSpecific(
  handlers: readonly ProgramHandler[],
  type: ProgramHandler['type'],
  code: string,
): ProgramHandler | undefined {
  let catchAll: ProgramHandler | undefined;
  for (const handler of handlers) {
    if (handler.type !== type) continue;
    if (handler.code === code) return handler;
    if (handler.code === undefined) catchAll ??= handler;
  }
  return catchAll;
}

function hand(
  machine: StepMachine,
  { owner, event, definition }: Catcher,
  code: string,
  message: string,
  thrown: Variables,
): void {
  // Written by the compiler for the event definitions that catch by code.
  const attributes = event.eventDefinitions[definition]?.attributes as
    CatchingAttributes | undefined;
  const variables: Variables = { ...thrown };
  if (attributes?.codeVariable !== undefined) {
    defineVariable(variables, attributes.codeVariable, code);
  }
  if (attributes?.messageVariable !== undefined) {
    defineVariable(variables, attributes.messageVariable, message);
  }
  occur(machine, owner, event, definition, { variables });
}
