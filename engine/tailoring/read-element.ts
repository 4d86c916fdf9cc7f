import {
  isReference,
  listSetProperties,
  localTypeOf,
  readChild,
  readList,
  readReference,
  readText,
  type ModdleElement,
} from './moddle-element.js';
import type { ElementProperties, TailoringElement } from './model.js';
import { listTriggers, readEventDefinitions, readExpression, readMessage } from './read-events.js';
import { readExtensions, set, type PropertyBag } from './read-extensions.js';
import { nameReferences, readForeignAttributes, readPlain } from './read-generic.js';

/** Read elsewhere, or of no consequence for what executes. */
const skipped: ReadonlySet<string> = new Set([
  'id',
  'name',
  'documentation',
  'extensionElements',
  'di',
  'incoming',
  'outgoing',
  'lanes',
  'flowElements',
  'artifacts',
  'laneSets',
  'sourceRef',
  'targetRef',
  'attachedToRef',
  'eventDefinitions',
  'eventDefinitionRef',
  'eventDefinitionRefs',
  'conditionExpression',
  'default',
  'script',
  'scriptFormat',
  'calledElement',
  'messageRef',
  'loopCharacteristics',
  'boundaryEventRefs',
  'cancelActivity',
  'isInterrupting',
  'triggeredByEvent',
  'targetNamespace',
]);

/** What one element means, by itself: its place in the order of flows is added by the model. */
export function readElement(
  element: ModdleElement,
  id: string,
  scope: string | undefined,
): TailoringElement {
  const attachedTo = readReference(element, 'attachedToRef');
  const isSequenceFlow = element.$type === 'bpmn:SequenceFlow';
  return {
    id,
    type: typeOf(element),
    ...(scope === undefined ? {} : { scope }),
    ...(attachedTo === undefined ? {} : { attachedTo }),
    ...(isSequenceFlow ? readEnds(element) : {}),
    properties: readProperties(element),
  };
}

/** A flow that ends nowhere has an empty end. */
function readEnds(flow: ModdleElement): Pick<TailoringElement, 'source' | 'target'> {
  return {
    source: readReference(flow, 'sourceRef') ?? '',
    target: readReference(flow, 'targetRef') ?? '',
  };
}

function typeOf(element: ModdleElement): string {
  if (element.$type === 'bpmn:SubProcess' && element['triggeredByEvent'] === true) {
    return 'eventSubProcess';
  }
  const triggers = listTriggers(element);
  return [localTypeOf(element), ...(triggers.length > 0 ? [triggers.join('+')] : [])].join(':');
}

function readProperties(element: ModdleElement): ElementProperties {
  const bag: PropertyBag = {};
  set(bag, 'name', readText(element, 'name'));
  set(bag, 'documentation', readDocumentation(element));
  set(bag, 'condition', readExpression(readChild(element, 'conditionExpression')));
  set(bag, 'default', readReference(element, 'default'));
  set(bag, 'script', readText(element, 'script')?.trim());
  set(bag, 'script.format', readText(element, 'scriptFormat'));
  set(bag, 'call', readText(element, 'calledElement'));
  if (element['cancelActivity'] === false || element['isInterrupting'] === false) {
    bag['interrupting'] = false;
  }
  readEventDefinitions(element, bag);
  readMessage(element, bag);
  readExtensions(element, bag);
  readLoop(element, bag);
  readRest(element, bag);
  return bag;
}

function readDocumentation(element: ModdleElement): string | undefined {
  const texts = readList(element, 'documentation').map((part) => readText(part, 'text')?.trim());
  const text = texts.filter((part) => part !== undefined && part !== '').join('\n');
  return text === '' ? undefined : text;
}

function readLoop(element: ModdleElement, bag: PropertyBag): void {
  const loop = readChild(element, 'loopCharacteristics');
  if (loop === undefined) return;
  bag['multiInstance'] = localTypeOf(loop);
  for (const name of listSetProperties(loop)) {
    if (name !== 'id') bag[`multiInstance.${name}`] = readPlain(loop[name]);
  }
}

/** Everything else that is set, so that no change of what executes can go unseen. */
function readRest(element: ModdleElement, bag: PropertyBag): void {
  for (const name of listSetProperties(element)) {
    if (skipped.has(name)) continue;
    const value = element[name];
    bag[`attribute.${name}`] = isReference(element, name)
      ? nameReferences(value)
      : readPlain(value);
  }
  for (const [name, value] of readForeignAttributes(element)) bag[`attribute.${name}`] = value;
}
