import { isTypeName } from '../../expressions/type-names.js';
import {
  isModdleElement,
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../../tailoring/moddle-element.js';
import type { DraftElement, DraftModel } from '../draft-model.js';

/** What is aware of an item (BPMN 2.0.2 section 10.4.1): to the machine, a variable. */
export interface DataItem {
  readonly kind: 'object' | 'property' | 'input' | 'output' | 'store' | 'loop';
  readonly variable: string;
  /** Holds the name of its state; only of data objects that are drawn in some state. */
  readonly stateVariable?: string;
  /** FEEL type of its values, if its definition names one. */
  readonly valueType?: string;
  /** The element that it belongs to: it is seen there and below. */
  readonly owner: number;
}

export type DataItems = ReadonlyMap<ModdleElement, DataItem>;

/** What a modeler writes as the target of an arrow that is only drawn. */
const placeholder = '__targetRef_placeholder';

export function isVariableName(text: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$ ]*$/u.test(text);
}

export function isPlaceholder(source: ModdleElement): boolean {
  return readText(source, 'name') === placeholder;
}

/** Every item of a process, under the model element that declares or references it. */
export function readDataItems({ withData }: DraftModel): DataItems {
  const items = new Map<ModdleElement, DataItem>();
  const references = withData.flatMap(({ source }) =>
    listFlowElements(source, 'bpmn:DataObjectReference'),
  );
  for (const element of withData) readItemsOf(element, references, items);
  for (const reference of references) {
    const item = items.get(readChild(reference, 'dataObjectRef') ?? reference);
    if (item !== undefined) items.set(reference, item);
  }
  return items;
}

export function listFlowElements(source: ModdleElement, type: string): readonly ModdleElement[] {
  return readList(source, 'flowElements').filter(({ $type }) => $type === type);
}

/** The data objects that live in a scope. A reference to nothing stands for an object of its own. */
export function listDataObjects(source: ModdleElement): readonly ModdleElement[] {
  const orphans = listFlowElements(source, 'bpmn:DataObjectReference').filter(
    (reference) => !isModdleElement(reference['dataObjectRef']),
  );
  return [...listFlowElements(source, 'bpmn:DataObject'), ...orphans];
}

export function listProperties(source: ModdleElement): readonly ModdleElement[] {
  return readList(source, 'properties').filter((property) => !isPlaceholder(property));
}

/** Data inputs or outputs: of the specification of an activity or a process, or of the event itself. */
export function listPorts(
  source: ModdleElement,
  list: 'dataInputs' | 'dataOutputs',
): readonly ModdleElement[] {
  const specification = readChild(source, 'ioSpecification');
  return [
    ...(specification === undefined ? [] : readList(specification, list)),
    ...readList(source, list),
  ];
}

function readItemsOf(
  element: DraftElement,
  references: readonly ModdleElement[],
  items: Map<ModdleElement, DataItem>,
): void {
  const { source, index: owner } = element;
  const taken = new Set<string>();
  const add = (kind: DataItem['kind'], item: ModdleElement, variable: string, state?: string) => {
    const valueType = valueTypeOf(item);
    items.set(item, {
      kind,
      variable,
      owner,
      ...(state === undefined ? {} : { stateVariable: state }),
      ...(valueType === undefined ? {} : { valueType }),
    });
    taken.add(variable);
  };
  for (const item of listPorts(source, 'dataInputs')) add('input', item, ownNameOf(item));
  for (const item of listPorts(source, 'dataOutputs')) add('output', item, ownNameOf(item));
  for (const item of listProperties(source)) {
    add('property', item, freeName(taken, ownNameOf(item), item));
  }
  for (const item of listDataObjects(source)) {
    const own = references.filter(({ dataObjectRef }) => dataObjectRef === item);
    const variable = freeName(taken, nameOfObject(item, own), item);
    const hasState = [item, ...own].some((each) => stateOf(each) !== undefined);
    add('object', item, variable, hasState ? `${variable}State` : undefined);
  }
  for (const item of listFlowElements(source, 'bpmn:DataStoreReference')) {
    add('store', item, ownNameOf(item));
  }
  readLoopItems(source, (item) => {
    add('loop', item, ownNameOf(item));
  });
}

function readLoopItems(source: ModdleElement, add: (item: ModdleElement) => void): void {
  const loop = readChild(source, 'loopCharacteristics');
  for (const property of ['inputDataItem', 'outputDataItem']) {
    const item = loop === undefined ? undefined : readChild(loop, property);
    if (item !== undefined) add(item);
  }
}

/** The name if it can be one of a variable, otherwise the id. */
export function ownNameOf(item: ModdleElement): string {
  const name = readText(item, 'name')?.trim();
  return name !== undefined && isVariableName(name) ? name : idOf(item);
}

/** Modelers write the name on the references: it counts if all of them agree. */
function nameOfObject(item: ModdleElement, references: readonly ModdleElement[]): string {
  const own = ownNameOf(item);
  const names = new Set(references.flatMap((reference) => readText(reference, 'name') ?? []));
  const [name = ''] = names;
  const isNamed = own !== idOf(item) || readText(item, 'name') !== undefined;
  return isNamed || names.size !== 1 || !isVariableName(name) ? own : name;
}

/** The second of two items with one name goes by its id. */
function freeName(taken: ReadonlySet<string>, name: string, item: ModdleElement): string {
  return taken.has(name) ? idOf(item) : name;
}

function idOf(item: ModdleElement): string {
  return readText(item, 'id') ?? '';
}

export function stateOf(item: ModdleElement): string | undefined {
  const state = readChild(item, 'dataState');
  return state === undefined ? undefined : readText(state, 'name');
}

/** Types of other systems say nothing to FEEL: values are then taken as they are. */
function valueTypeOf(item: ModdleElement): string | undefined {
  const definition = readChild(item, 'itemSubjectRef');
  const structure = definition === undefined ? undefined : readText(definition, 'structureRef');
  if (definition === undefined || structure === undefined) return undefined;
  const name = structure.replace(/^feel:/, '');
  if (!isTypeName(name)) return undefined;
  const isList = definition['isCollection'] === true || item['isCollection'] === true;
  return isList && name !== 'list' ? `list<${name}>` : name;
}
