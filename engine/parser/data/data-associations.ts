import type { ProgramMapping, ProgramStateChange, ProgramValue } from '../../model/program.js';
import {
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readBody } from '../model-reader.js';
import { describe } from '../problem.js';
import { type Association, compileAssignment, needsOf } from './data-assignment.js';
import { type DataItem, type DataItems, isPlaceholder, stateOf } from './data-items.js';

export interface CompiledAssociations {
  readonly inputs: readonly ProgramMapping[];
  readonly outputs: readonly ProgramMapping[];
  readonly states: readonly ProgramStateChange[];
}

/** The data associations of an activity or event (BPMN 2.0.2 section 10.4.2) as mappings. */
export function compileAssociations(
  element: DraftElement,
  items: DataItems,
  reader: ModelReader,
): CompiledAssociations {
  const compile = (list: string) =>
    readList(element.source, list)
      .filter((model) => !isDrawing(model))
      .flatMap((model) => compileAssociation(associationOf(element, model, items), reader));
  return {
    inputs: compile('dataInputAssociations'),
    outputs: compile('dataOutputAssociations'),
    states: listDrawnStates(element, items),
  };
}

function associationOf(element: DraftElement, model: ModdleElement, items: DataItems): Association {
  const sources = readList(model, 'sourceRef').flatMap((source) => items.get(source) ?? []);
  const target = items.get(readChild(model, 'targetRef') ?? model);
  return { element, model, sources, target, items };
}

/** An arrow without an end inside the element tells people that it has to do with the data, no more. */
export function isDrawing(model: ModdleElement): boolean {
  const target = readChild(model, 'targetRef');
  if (target !== undefined && isPlaceholder(target)) return true;
  const hasContent =
    readList(model, 'assignment').length > 0 || readChild(model, 'transformation') !== undefined;
  return !hasContent && (target === undefined || readList(model, 'sourceRef').length === 0);
}

function compileAssociation(
  association: Association,
  reader: ModelReader,
): readonly ProgramMapping[] {
  const { element, model, sources, target } = association;
  if ([...sources, ...(target === undefined ? [] : [target])].some(({ kind }) => kind === 'store'))
    return [];
  const transformed = compileTransformation(association, reader);
  const assigned = readList(model, 'assignment').flatMap(
    (assignment) => compileAssignment(association, assignment, reader) ?? [],
  );
  if (transformed !== undefined || assigned.length > 0) {
    return [
      ...(transformed === undefined ? [] : [transformed]),
      ...assigned,
      ...stateOfTarget(association),
    ];
  }
  const [source] = sources;
  if (hasContent(model) || source === undefined || target === undefined) return [];
  if (sources.length > 1) {
    const id = readText(model, 'id') ?? '';
    const message = `Expected a transformation or assignments in data association '${id}' of ${describe(element)}: only one source can be copied but it has ${sources.length}`;
    reader.error(element, 'dataAssociationSources', message, { association: id });
    return [];
  }
  return [
    mappingTo(association, target, readVariable(source.variable)),
    ...stateOfTarget(association),
  ];
}

function hasContent(model: ModdleElement): boolean {
  return (
    readChild(model, 'transformation') !== undefined || readList(model, 'assignment').length > 0
  );
}

/** Its value replaces that of the target. */
function compileTransformation(
  association: Association,
  reader: ModelReader,
): ProgramMapping | undefined {
  const { element, model, target } = association;
  const text = readBody(model, 'transformation');
  if (text === undefined || target === undefined) return undefined;
  const expression = reader.expression(element, 'transformation', text);
  if (expression === undefined) return undefined;
  return mappingTo(association, target, { type: 'expression', expression });
}

function mappingTo(
  { sources }: Association,
  { variable, valueType }: DataItem,
  source: ProgramValue,
): ProgramMapping {
  return {
    target: variable,
    source,
    ...needsOf(sources),
    ...(valueType === undefined ? {} : { valueType }),
  };
}

/** A variable by its name, even if FEEL could not write the name. */
export function readVariable(name: string): ProgramValue {
  const ast = { type: 'name', name, from: 0, to: name.length } as const;
  return { type: 'expression', expression: { text: name, ast } };
}

/** What is written to a reference with a state is in that state from then on. */
function stateOfTarget({ model, sources, target }: Association): readonly ProgramMapping[] {
  const change = stateChangeOf(model, target);
  if (change === undefined) return [];
  const source = { type: 'constant', value: change.state } as const;
  return [{ target: change.target, source, ...needsOf(sources) }];
}

function stateChangeOf(
  model: ModdleElement,
  target: DataItem | undefined,
): ProgramStateChange | undefined {
  const reference = readChild(model, 'targetRef');
  const state = reference === undefined ? undefined : stateOf(reference);
  if (state === undefined || target?.stateVariable === undefined) return undefined;
  return { target: target.stateVariable, state };
}

/** An arrow that is only drawn still says in what state the data are left. */
function listDrawnStates(
  { source }: DraftElement,
  items: DataItems,
): readonly ProgramStateChange[] {
  return readList(source, 'dataOutputAssociations')
    .filter(isDrawing)
    .flatMap((model) => {
      const target = items.get(readChild(model, 'targetRef') ?? model);
      return stateChangeOf(model, target) ?? [];
    });
}
