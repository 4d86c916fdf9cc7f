import { type Failure, fail, type Result, succeed } from '../failure.js';
import type { ProgramElement, ProgramMapping } from '../model/program.js';
import type { JsonValue, Variables } from '../protocol/json.js';
import { noInstance } from '../state/instance-tree.js';
import type { ElementInstance } from '../state/instance-state.js';
import { checkValueType } from '../state/value-type.js';
import { defineVariable, findHolder } from '../state/variables.js';
import type { StepMachine } from '../step-machine.js';
import { findInputSet, isAvailable, missingInputs } from './data-sets.js';
import { starve } from './starvation.js';

/** The element cannot begin yet: an input is missing that another branch may still bring. */
export const starving = 'starving';

/** Gives an instance its inputs and its own variables; changes nothing unless it succeeds. */
export function takeInputs(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | typeof starving | undefined {
  const inputs = evaluateInputs(machine, instance, element);
  if (!inputs.ok) return inputs.failure;
  const { data } = element;
  if (data === undefined) {
    machine.setLocal(instance, inputs.value);
    return undefined;
  }
  if (findInputSet(data, inputs.value) === undefined) {
    if (instance.scope === noInstance) return inputsMissing(element, inputs.value);
    starve(machine, instance, missingInputs(data, inputs.value));
    return starving;
  }
  machine.setLocal(instance, withLocals(instance, data.locals, inputs.value));
  return undefined;
}

/** Whether an instance that waits for its inputs could begin now. A failure counts: it becomes an incident then. */
export function canBegin(machine: StepMachine, instance: ElementInstance): boolean {
  const element = machine.elementOf(instance);
  const inputs = evaluateInputs(machine, instance, element);
  if (!inputs.ok || element.data === undefined) return true;
  return findInputSet(element.data, inputs.value) !== undefined;
}

function evaluateInputs(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): Result<Variables> {
  // A process has no inputs to map: what it was started with is there already.
  if (instance.scope === noInstance) return succeed(instance.variables ?? {});
  // Besides what is around it, it sees what it was begun with.
  return evaluateMappings(machine, element.inputs, instance);
}

function inputsMissing(element: ProgramElement, inputs: Variables): Failure {
  const names = element.data === undefined ? [] : missingInputs(element.data, inputs);
  const message = `Expected the data inputs of '${element.id}' but ${listNames(names)} is missing`;
  return fail('inputUnavailable', message).failure;
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

function withLocals(
  instance: ElementInstance,
  locals: readonly string[],
  inputs: Variables,
): Variables {
  const own = nullsFor(instance, locals);
  // The variables of a process are its own already.
  if (instance.scope !== noInstance) assign(own, inputs);
  return own;
}

/** The result of an element with its data outputs: one that the result does not name is null. */
export function withResults(
  instance: ElementInstance,
  results: readonly string[],
  variables: Variables,
): Variables {
  // A process has had its data outputs from the start.
  if (instance.scope === noInstance) return variables;
  const own = nullsFor(instance, results);
  assign(own, variables);
  return own;
}

function nullsFor({ variables }: ElementInstance, names: readonly string[]): Variables {
  const nulls: Variables = {};
  for (const name of names) {
    if (variables === undefined || !Object.hasOwn(variables, name))
      defineVariable(nulls, name, null);
  }
  return nulls;
}

function assign(target: Variables, source: Variables): void {
  for (const [name, value] of Object.entries(source)) defineVariable(target, name, value);
}

/** Hands what the element has to give to the scope around it. */
export function giveOutputs(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | undefined {
  const missing = missingOutputs(machine, instance, element);
  if (missing !== undefined) return missing;
  const outputs = evaluateMappings(machine, element.outputs, instance);
  if (!outputs.ok) return outputs.failure;
  for (const { target, state } of element.data?.states ?? []) {
    defineVariable(outputs.value, target, state);
  }
  const outer =
    element.ownTargets === undefined ? outputs.value : keepOwn(machine, instance, outputs.value);
  machine.setVariables(machine.findInstance(instance.scope) ?? instance, outer);
  return undefined;
}

/** Keeps the outputs that are variables of the instance's own; gives back the others. */
function keepOwn(machine: StepMachine, instance: ElementInstance, outputs: Variables): Variables {
  const { ownTargets = [] } = machine.elementOf(instance);
  const own: Variables = {};
  const others: Variables = {};
  for (const [name, value] of Object.entries(outputs)) {
    defineVariable(ownTargets.includes(name) ? own : others, name, value);
  }
  machine.setLocal(instance, own);
  return others;
}

function missingOutputs(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | undefined {
  const sets = element.data?.outputSets ?? [];
  const isThere = (name: string) => isAvailable(valueOf(machine, instance, name));
  if (sets.length === 0 || sets.some((names) => names.every(isThere))) return undefined;
  const missing = (sets[0] ?? []).filter((name) => !isThere(name));
  const message = `Expected the data outputs of '${element.id}' but ${listNames(missing)} is missing`;
  return fail('outputUnavailable', message).failure;
}

/** What each mapping gives, seen from an instance. What has no value leaves its target alone. */
export function evaluateMappings(
  machine: StepMachine,
  mappings: readonly ProgramMapping[],
  from: ElementInstance,
): Result<Variables> {
  const variables: Variables = {};
  for (const mapping of mappings) {
    if (!isFed(machine, mapping, from)) continue;
    const result = machine.read(mapping.source, from);
    if (!result.ok) return result;
    const wrong = checkValueType(mapping, result.value);
    if (wrong !== undefined) return { ok: false, failure: wrong };
    const { target, path } = mapping;
    if (path === undefined) defineVariable(variables, target, result.value);
    else {
      const whole = Object.hasOwn(variables, target)
        ? variables[target]
        : valueOf(machine, from, target);
      defineVariable(variables, target, setInside(whole, path, result.value));
    }
  }
  return succeed(variables);
}

function isFed(machine: StepMachine, { needs }: ProgramMapping, from: ElementInstance): boolean {
  return needs === undefined || needs.every((name) => isAvailable(valueOf(machine, from, name)));
}

function valueOf(machine: StepMachine, from: ElementInstance, name: string): JsonValue | undefined {
  return findHolder(machine.state, from, name)?.variables?.[name];
}

/** A copy in which the part at the end of the path is another; what is no context on the way becomes one. */
function setInside(
  whole: JsonValue | undefined,
  [name, ...rest]: readonly string[],
  value: JsonValue,
): JsonValue {
  if (name === undefined) return value;
  const isContext = typeof whole === 'object' && whole !== null && !Array.isArray(whole);
  const entries: Variables = isContext ? { ...(whole as Variables) } : {};
  const part = Object.hasOwn(entries, name) ? entries[name] : undefined;
  defineVariable(entries, name, setInside(part, rest, value));
  return entries;
}
