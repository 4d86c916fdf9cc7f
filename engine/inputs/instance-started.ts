import { advance } from '../lifecycle/activation.js';
import { takePartBy } from '../event-definitions/message.js';
import type { ElementData, Program } from '../model/program.js';
import type { InputRefusal, InstanceStarted } from '../protocol/inputs.js';
import { evaluateExpression } from '../state/expressions.js';
import { checkStartCondition } from './start-condition.js';
import { addInstance } from '../state/instance-tree.js';
import type { StepMachine } from '../step-machine.js';

export function instanceStarted(
  machine: StepMachine,
  input: InstanceStarted,
): InputRefusal | undefined {
  const { state, program } = machine;
  if (state.status !== 'created') return alreadyStarted(input);
  const startEvent = findStartEvent(program, input.startElementId);
  if (startEvent < 0 && !canBeginWithout(program, input))
    return unknownStartElement(program, input);
  const unmet = startEvent < 0 ? undefined : checkStartCondition(machine, startEvent, input);
  if (unmet !== undefined) return unmet;
  state.status = 'running';
  state.instanceId = input.instanceId;
  state.zone = input.zone;
  state.initiator = input.actor.id;
  if (input.businessKey !== undefined) state.businessKey = input.businessKey;
  if (input.callDepth !== undefined) state.callDepth = input.callDepth;
  if (input.caughtErrors !== undefined) state.caughtErrors = input.caughtErrors;
  const root = addInstance(state, 0, undefined);
  state.root = root.key;
  root.variables = { ...input.variables };
  const completers = program.elements.flatMap(({ id, isCompleterKept }) =>
    isCompleterKept === true ? [{ elementId: id, users: [] }] : [],
  );
  if (completers.length > 0) root.completers = completers;
  if (startEvent >= 0) {
    root.data = beginningOf(startEvent, input);
    takePart(machine, startEvent, input);
  }
  const name = nameOf(machine);
  machine.record({
    type: 'instanceStarted',
    processId: program.processId,
    ...(input.businessKey === undefined ? {} : { businessKey: input.businessKey }),
    ...(name === undefined ? {} : { name }),
    ...(input.startElementId === undefined ? {} : { startElementId: input.startElementId }),
    variables: input.variables,
    actor: input.actor,
  });
  advance(machine, root);
  return undefined;
}

/** The named start event, or the only none start event; -1 if there is no such. */
function findStartEvent(program: Program, elementId: string | undefined): number {
  if (elementId === undefined) return program.elements[0]?.innerStart ?? -1;
  if (program.startEvents.every((entry) => entry.elementId !== elementId)) return -1;
  if (elementId === program.processId) return -1;
  return program.elements.findIndex(({ id }) => id === elementId);
}

/** A process without start events begins by itself, and is named as its own beginning. */
function canBeginWithout(program: Program, { startElementId }: InstanceStarted): boolean {
  const { startEvents, processId } = program;
  const isOwnBeginning = startEvents.some(({ elementId }) => elementId === processId);
  return isOwnBeginning && (startElementId === undefined || startElementId === processId);
}

/** What the process reads when it begins. */
function beginningOf(startEvent: number, { startDefinition }: InstanceStarted): ElementData {
  if (startDefinition === undefined) return { startEvent };
  return { startEvent, occurred: startDefinition };
}

/** A message that begins an instance is the first one of its conversation. */
function takePart(
  { program, state }: StepMachine,
  startEvent: number,
  { startDefinition = 0, variables }: InstanceStarted,
): void {
  const definition = program.elements[startEvent]?.eventDefinitions[startDefinition];
  if (definition?.type === 'message') takePartBy(state, definition.attributes, variables);
}

/** A name is a service to people: an instance that cannot compute it has none, and runs. */
function nameOf({ program, state }: StepMachine): string | undefined {
  if (program.start.instanceName === undefined) return undefined;
  const root = state.instances[state.root];
  const result = evaluateExpression(state, program.start.instanceName, root);
  return result.ok && typeof result.value === 'string' ? result.value : undefined;
}

function alreadyStarted({ instanceId }: InstanceStarted): InputRefusal {
  const message = `Expected an instance that is not started yet but '${instanceId}' is`;
  return { code: 'alreadyStarted', message, params: { instanceId } };
}

function unknownStartElement(program: Program, { startElementId }: InstanceStarted): InputRefusal {
  const wanted = startElementId === undefined ? 'a none start event' : `'${startElementId}'`;
  return {
    code: 'unknownStartElement',
    message: `Expected ${wanted} among the start events of '${program.processId}' but found none`,
    params: { processId: program.processId, startElementId: startElementId ?? null },
  };
}
