import { type ModdleElement, readChild, readList, readText } from '../tailoring/moddle-element.js';
import { areEquivalent, itemOf } from './item-definitions.js';
import { readExtension } from './model-reader.js';
import { describe, type Problem, problemAt } from './problem.js';
import { type FileContents, isKindOf, subjectOf } from './walk-model.js';

const parts = ['dataInputs', 'dataOutputs', 'inputSets', 'outputSets'] as const;

/**
 * BPMN 2.0.2 section 10.3.5: the data of a call activity match those of what it calls, as far as that is in the same
 * file. What our extension says of a call stands for its data inputs and outputs.
 */
export function checkCalledData(contents: FileContents): readonly Problem[] {
  const callables = contents
    .select((sample) => isKindOf(sample, 'bpmn:CallableElement'))
    .map(({ element }) => element);
  const byId = new Map(callables.map((callable) => [readText(callable, 'id'), callable]));
  return [
    ...callables.flatMap(checkBinding),
    ...contents
      .select(({ $type }) => $type === 'bpmn:CallActivity')
      .flatMap(({ element: call }) => checkCall(call, byId.get(readText(call, 'calledElement')))),
  ];
}

function checkCall(call: ModdleElement, called: ModdleElement | undefined): readonly Problem[] {
  if (called === undefined) return [];
  const own = readChild(call, 'ioSpecification');
  const demanded = readChild(called, 'ioSpecification');
  if (own === undefined && (demanded === undefined || isMapped(call))) return [];
  const part = parts.find((list) => !match(listOf(own, list), listOf(demanded, list)));
  if (part === undefined) return [];
  const subject = subjectOf(call);
  const id = readText(called, 'id') ?? '';
  const message = `Expected ${part} of call activity ${describe(subject)} to match exactly those of '${id}', which it calls`;
  return [problemAt(subject, 'error', 'calledDataMismatch', message, { called: id, part })];
}

function isMapped(call: ModdleElement): boolean {
  return ['Io', 'Call'].some((extension) => readExtension(call, extension) !== undefined);
}

function listOf(specification: ModdleElement | undefined, list: string): readonly ModdleElement[] {
  return specification === undefined ? [] : readList(specification, list);
}

/** Each has its counterpart, whatever the order. */
function match(own: readonly ModdleElement[], demanded: readonly ModdleElement[]): boolean {
  if (own.length !== demanded.length) return false;
  const open = [...demanded];
  for (const item of own) {
    const at = open.findIndex((other) => areEquivalent(itemOf(item), itemOf(other)));
    if (at < 0) return false;
    open.splice(at, 1);
  }
  return true;
}

/** BPMN 2.0.2 section 10.2: what is exposed as a service binds its data to the operations. */
function checkBinding(callable: ModdleElement): readonly Problem[] {
  const isExposed = readList(callable, 'supportedInterfaceRef').length > 0;
  if (!isExposed || readList(callable, 'ioBinding').length > 0) return [];
  const subject = subjectOf(callable);
  const message = `Expected at least one ioBinding of ${describe(subject)}, which is exposed as a service, but got none`;
  return [problemAt(subject, 'error', 'ioBindingMissing', message)];
}
