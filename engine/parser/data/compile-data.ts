import type { ProgramData, ProgramMapping } from '../../model/program.js';
import { type ModdleElement, readChild, readList } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import type { ModelReader } from '../model-reader.js';
import { compileAssociations } from './data-associations.js';
import {
  type DataItem,
  type DataItems,
  listDataObjects,
  listPorts,
  listProperties,
} from './data-items.js';

export interface CompiledData {
  readonly data?: ProgramData;
  readonly inputs: readonly ProgramMapping[];
  readonly outputs: readonly ProgramMapping[];
}

const nothing: CompiledData = { inputs: [], outputs: [] };

/** What BPMN says of the data of an element, as mappings and variables of its own. */
export function compileData(
  element: DraftElement,
  items: DataItems,
  reader: ModelReader,
): CompiledData {
  if (!element.hasData) return nothing;
  const { inputs: all, outputs, states } = compileAssociations(element, items, reader);
  const unread = isThrowing(element) ? variablesOf(listProperties(element.source), items) : [];
  const inputs = all.filter(({ target }) => !unread.includes(target));
  const data: ProgramData = {
    locals: [...new Set(listLocals(element, items))],
    inputSets: listSets(element, 'input', items, inputs),
    outputSets: listSets(element, 'output', items, inputs),
    results: listResults(element, items),
    states,
  };
  return { inputs, outputs, ...(isEmptyData(data) ? {} : { data }) };
}

function isEmptyData({ locals, inputSets, outputSets, results, states }: ProgramData): boolean {
  return [locals, inputSets, outputSets, results, states].every(({ length }) => length === 0);
}

function variablesOf(list: readonly ModdleElement[], items: DataItems): readonly string[] {
  return list.flatMap((each) => items.get(each)?.variable ?? []);
}

/** What such events throw are their inputs alone. Their properties are gone before anything could read them. */
function isThrowing({ type }: DraftElement): boolean {
  return type === 'intermediateThrowEvent' || type === 'endEvent';
}

function listLocals(element: DraftElement, items: DataItems): readonly string[] {
  const { source } = element;
  const objects = listDataObjects(source);
  const outputs = source.$type === 'bpmn:Process' ? listPorts(source, 'dataOutputs') : [];
  return [
    ...variablesOf(listPorts(source, 'dataInputs'), items),
    ...variablesOf(outputs, items),
    ...(isThrowing(element) ? [] : variablesOf(listProperties(source), items)),
    ...variablesOf(objects, items),
    ...objects.flatMap((each) => items.get(each)?.stateVariable ?? []),
  ];
}

/** A start event has no result of its own: what it brought belongs to the scope that it begins. */
function listResults({ source, type }: DraftElement, items: DataItems): readonly string[] {
  return type === 'startEvent' ? [] : variablesOf(listPorts(source, 'dataOutputs'), items);
}

const setProperties = {
  input: {
    sets: 'inputSets',
    ports: 'dataInputs',
    members: 'dataInputRefs',
    spared: ['optionalInputRefs', 'whileExecutingInputRefs'],
  },
  output: {
    sets: 'outputSets',
    ports: 'dataOutputs',
    members: 'dataOutputRefs',
    spared: ['optionalOutputRefs', 'whileExecutingOutputRefs'],
  },
} as const;

/** A specification without any set is read as one set of everything. */
function listSets(
  { source }: DraftElement,
  kind: DataItem['kind'] & ('input' | 'output'),
  items: DataItems,
  inputs: readonly ProgramMapping[],
): readonly (readonly string[])[] {
  const { sets, ports, members, spared } = setProperties[kind];
  const specification = readChild(source, 'ioSpecification');
  if (specification === undefined) return [];
  const isProcess = source.$type === 'bpmn:Process';
  const required = (list: readonly ModdleElement[]) =>
    variablesOf(list, items).filter(
      (name) => kind === 'output' || isProcess || isFed(inputs, name),
    );
  const declared = readList(specification, sets);
  const lists =
    declared.length === 0
      ? [required(readList(specification, ports))]
      : declared.map((set) => {
          const optional = spared.flatMap((property) => readList(set, property));
          return required(readList(set, members).filter((each) => !optional.includes(each)));
        });
  return lists.every(({ length }) => length === 0) ? [] : lists;
}

/** What no association feeds can never come: the element does not wait for it. */
function isFed(inputs: readonly ProgramMapping[], name: string): boolean {
  return inputs.some(({ target }) => target === name);
}
