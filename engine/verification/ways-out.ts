import { collectNames } from '../expressions/free-names.js';
import type { Program, ProgramElement, ProgramExpression } from '../model/program.js';
import type { Variables } from '../protocol/json.js';
import { evaluateOver } from '../state/expressions.js';

/** Conditions of one choice; more would mean more combinations than can be looked at. */
const mostConditions = 12;

/** Which flows can be taken together. */
export interface WaysOut {
  readonly sets: readonly (readonly number[])[];
  /** Somebody who plays it must be told which one. */
  readonly isChoice: boolean;
  /** There are more combinations than these. */
  readonly isCut: boolean;
}

/** Every condition may hold or not; `names` are the only variables whose values are known. */
export function waysOut(program: Program, element: ProgramElement, names: Variables = {}): WaysOut {
  const { outgoing, defaultFlow, hasConditions, type } = element;
  if (type === 'exclusiveGateway') return oneOf(program, element);
  if (type === 'parallelGateway' || (!hasConditions && defaultFlow < 0)) {
    return { sets: [outgoing], isChoice: false, isCut: false };
  }
  const always: number[] = [];
  const open: number[] = [];
  for (const flow of outgoing) {
    if (flow === defaultFlow) continue;
    const holds = knownValue(program.flows[flow]?.condition, names);
    if (holds === true) always.push(flow);
    else if (holds === undefined) open.push(flow);
  }
  const sets = subsets(open.slice(0, mostConditions)).map((some) =>
    inOrder(outgoing, always, some),
  );
  const filled = sets.filter((set) => set.length > 0);
  const isDefault = filled.length < sets.length && defaultFlow >= 0;
  const all = isDefault ? [...filled, [defaultFlow]] : filled;
  return { sets: all, isChoice: open.length > 0, isCut: open.length > mostConditions };
}

/** In document order up to the first one that is always open. */
function oneOf(program: Program, { outgoing, defaultFlow }: ProgramElement): WaysOut {
  const sets: number[][] = [];
  let isOpen = true;
  for (const flow of outgoing) {
    if (flow === defaultFlow || !isOpen) continue;
    sets.push([flow]);
    isOpen = program.flows[flow]?.condition !== undefined;
  }
  if (isOpen && defaultFlow >= 0) sets.push([defaultFlow]);
  return { sets, isChoice: sets.length > 1, isCut: false };
}

/** Left out, it can be either. */
export function knownValue(
  condition: ProgramExpression | undefined,
  names: Variables,
): boolean | undefined {
  if (condition === undefined) return true;
  const needed = collectNames(condition.ast);
  const isKnown = needed.length > 0 && needed.every((name) => Object.hasOwn(names, name));
  if (!isKnown) return undefined;
  const result = evaluateOver(names, condition, { now: 0, zone: 'UTC' });
  return result.ok && typeof result.value === 'boolean' ? result.value : undefined;
}

function subsets(flows: readonly number[]): readonly (readonly number[])[] {
  let sets: (readonly number[])[] = [[]];
  for (const flow of flows) sets = [...sets, ...sets.map((set) => [...set, flow])];
  return sets;
}

function inOrder(
  outgoing: readonly number[],
  always: readonly number[],
  some: readonly number[],
): readonly number[] {
  return outgoing.filter((flow) => always.includes(flow) || some.includes(flow));
}
