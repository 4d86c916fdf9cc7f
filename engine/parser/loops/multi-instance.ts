import type { ProgramExpression } from '../../model/program.js';
import { type ModdleElement, readChild, readText } from '../../tailoring/moddle-element.js';
import { definedEntries } from '../attributes/defined-entries.js';
import { readVariable } from '../data/data-associations.js';
import { type DataItem, type DataItems, isVariableName } from '../data/data-items.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readBody, readExtension } from '../model-reader.js';
import { describe } from '../problem.js';
import { readImplicitEvents } from './implicit-events.js';
import type { LoopDefinition } from './read-loop.js';

/** What is read, from where. */
interface Source {
  readonly element: DraftElement;
  readonly loop: ModdleElement;
  /** Our extension of the loop. */
  readonly extension: ModdleElement | undefined;
  readonly items: DataItems;
  readonly reader: ModelReader;
}

export function readMultiInstance(
  element: DraftElement,
  loop: ModdleElement,
  items: DataItems,
  reader: ModelReader,
): LoopDefinition {
  const source = { element, loop, extension: readExtension(loop, 'Loop'), items, reader };
  const input = referenced(source, 'loopDataInputRef');
  const output = referenced(source, 'loopDataOutputRef');
  const read = readItems(source, input);
  return {
    type: 'multiInstance',
    isSequential: loop['isSequential'] === true,
    attributes: definedEntries({
      ...read,
      ...readResults(source, output, read.item),
      completionCondition: readCondition(source),
      events: readImplicitEvents(element, loop, reader),
    }),
    ...(isOwn(source, input, 'input') ? { collectionInput: input.variable } : {}),
    ...(isOwn(source, output, 'output') ? { collectionOutput: output.variable } : {}),
  };
}

function isOwn(
  { element }: Source,
  item: DataItem | undefined,
  kind: DataItem['kind'],
): item is DataItem {
  return item?.kind === kind && item.owner === element.index;
}

function referenced({ element, loop, items, reader }: Source, name: string): DataItem | undefined {
  const reference = readChild(loop, name);
  if (reference === undefined) return undefined;
  const item = items.get(reference);
  if (item !== undefined && item.kind !== 'store') return item;
  const id = readText(reference, 'id') ?? '';
  const message = `Expected data of the process as ${name} of ${describe(element)} but got '${id}'`;
  reader.error(element, 'loopDataInvalid', message, { [name]: id });
  return undefined;
}

function readItems(source: Source, input: DataItem | undefined) {
  const { element, loop, reader } = source;
  const cardinalityText = readBody(loop, 'loopCardinality')?.trim() ?? '';
  const collection = readFeel(source, 'collection') ?? variableOf(input);
  if (collection === undefined && cardinalityText === '' && !isReferring(source)) {
    const message = `Expected a cardinality or a collection at ${describe(element)} but got neither: the loop cannot be executed`;
    reader.error(element, 'loopItemsMissing', message);
  }
  if (collection !== undefined && cardinalityText !== '') {
    const message = `Expected either a cardinality or a collection at ${describe(element)} but got both`;
    reader.error(element, 'loopItemsTwice', message);
  }
  const cardinality =
    cardinalityText === '' || collection !== undefined
      ? undefined
      : reader.expression(element, 'loop cardinality', cardinalityText);
  return { collection, cardinality, item: readName(source, 'item', 'inputDataItem') };
}

/** It names a collection, though one that cannot be. */
function isReferring({ loop, extension }: Source): boolean {
  const isExtended = extension !== undefined && readText(extension, 'collection') !== undefined;
  return isExtended || loop['loopDataInputRef'] !== undefined;
}

function readResults(source: Source, target: DataItem | undefined, own: string | undefined) {
  const { element, extension, reader } = source;
  const outputItem = readFeel(source, 'outputItem');
  const declared = itemOf(source, 'outputDataItem')?.variable;
  const named = outputItem?.ast.type === 'name' ? outputItem.ast.name : '';
  // What each instance has already is not made anew.
  const isTaken = ['', 'loopCounter', own].includes(named);
  const output = declared ?? (isTaken ? undefined : named);
  const collection = readName(source, 'outputCollection') ?? target?.variable;
  const item = outputItem ?? (declared === undefined ? undefined : expressionOf(declared));
  if (collection !== undefined && item === undefined && extension?.['outputItem'] === undefined) {
    const message = `Expected what each instance of ${describe(element)} adds to '${collection}' but got nothing`;
    reader.error(element, 'loopOutputItemMissing', message, { collection });
  }
  return {
    output,
    outputItem: collection === undefined ? undefined : item,
    outputCollection: collection,
  };
}

function readCondition({ element, loop, reader }: Source): ProgramExpression | undefined {
  const text = readBody(loop, 'completionCondition')?.trim() ?? '';
  return text === '' ? undefined : reader.expression(element, 'completion condition', text);
}

function readFeel(
  { element, extension, reader }: Source,
  attribute: string,
): ProgramExpression | undefined {
  const text = extension === undefined ? undefined : readText(extension, attribute);
  return text === undefined ? undefined : reader.expression(element, `loop ${attribute}`, text);
}

/** A variable, by our extension or by BPMN's own data item. */
function readName(source: Source, attribute: string, property?: string): string | undefined {
  const { element, extension, reader } = source;
  const text = extension === undefined ? undefined : readText(extension, attribute)?.trim();
  if (text === undefined)
    return property === undefined ? undefined : itemOf(source, property)?.variable;
  if (isVariableName(text)) return text;
  const message = `Expected the name of a variable as ${attribute} of the loop at ${describe(element)} but got '${text}'`;
  reader.error(element, 'loopVariableInvalid', message, { [attribute]: text });
  return undefined;
}

function itemOf({ loop, items }: Source, property: string): DataItem | undefined {
  const item = readChild(loop, property);
  return item === undefined ? undefined : items.get(item);
}

function variableOf(item: DataItem | undefined): ProgramExpression | undefined {
  return item === undefined ? undefined : expressionOf(item.variable);
}

function expressionOf(variable: string): ProgramExpression | undefined {
  const value = readVariable(variable);
  return value.type === 'expression' ? value.expression : undefined;
}
