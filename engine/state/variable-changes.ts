import type { ProgramElement } from '../model/program.js';
import type { Actor } from '../protocol/inputs.js';
import type { Variables } from '../protocol/json.js';
import type { StepMachine } from '../step-machine.js';
import type { ElementInstance } from './instance-state.js';
import { noInstance } from './instance-tree.js';
import {
  assignVariables,
  collectVisible,
  defineVariable,
  findHolder,
  isEmpty,
} from './variables.js';
import { watchersOf } from './watch-table.js';
import { conditionsOn } from './watched-conditions.js';

/** Makes variables of the instance's own. */
export function setLocalVariables(
  machine: StepMachine,
  instance: ElementInstance,
  variables: Variables,
  actor?: Actor,
): void {
  if (isEmpty(variables)) return;
  instance.variables ??= {};
  assignVariables(instance.variables, variables);
  if (machine.state.conditions !== undefined) {
    for (const waitId of conditionsOn(machine.state, variables)) machine.dueConditions.add(waitId);
  }
  if (machine.state.clockTerms !== undefined) {
    for (const id of watchersOf(machine.state.clockTerms, variables)) machine.dueClocks.add(id);
  }
  machine.record({
    type: 'variablesChanged',
    ...(instance.scope === noInstance ? {} : { elementInstanceId: machine.idOf(instance) }),
    variables,
    ...(actor === undefined ? {} : { actor }),
  });
}

/** Sets each variable where it is known, seen from the instance upwards; unknown ones in the process. */
export function setVariablesUpwards(
  machine: StepMachine,
  instance: ElementInstance,
  variables: Variables,
): void {
  const byHolder = new Map<ElementInstance, Variables>();
  for (const [name, value] of Object.entries(variables)) {
    const holder = findHolder(machine.state, instance, name) ?? rootOf(machine, instance);
    const own = byHolder.get(holder) ?? {};
    defineVariable(own, name, value);
    byHolder.set(holder, own);
  }
  for (const [holder, own] of byHolder) setLocalVariables(machine, holder, own);
}

function rootOf(machine: StepMachine, instance: ElementInstance): ElementInstance {
  return machine.findInstance(machine.state.root) ?? instance;
}

/** With inputs an element hands out these and nothing else; without, all it sees. The model may say otherwise. */
export function payloadOf(machine: StepMachine, instance: ElementInstance): Variables {
  const element = machine.elementOf(instance);
  const { payload = element.inputs.length === 0 ? 'all' : 'inputs' } = element;
  if (payload === 'all') return collectVisible(machine.state, instance);
  const isBegunByToken = instance.compensating === undefined && instance.loopCounter === undefined;
  if (element.data === undefined && isBegunByToken) return { ...instance.variables };
  return inputsOnly(instance, element, isBegunByToken);
}

/**
 * Properties and outputs of an element are its own affair, and so is what it has of the activity that it compensates
 * or of the loop that repeats it.
 */
function inputsOnly(
  { variables = {} }: ElementInstance,
  { inputs, data }: ProgramElement,
  isBegunByToken: boolean,
): Variables {
  const entries = Object.entries(variables).filter(
    ([name]) =>
      inputs.some(({ target }) => target === name) ||
      (isBegunByToken && data?.locals.includes(name) !== true),
  );
  return Object.fromEntries(entries);
}
