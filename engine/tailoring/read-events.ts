import {
  listSetProperties,
  localTypeOf,
  readChild,
  readList,
  readReference,
  readText,
  type ModdleElement,
} from './moddle-element.js';
import { addPlain, set, type PropertyBag } from './read-extensions.js';
import { nameReferences, readPlain } from './read-generic.js';

const timerExtension = 'lemniscate:Timer';

type DefinitionReader = (definition: ModdleElement, bag: PropertyBag) => void;

const readers: Readonly<Record<string, DefinitionReader>> = {
  timer: readTimer,
  message: readMessage,
  signal: (definition, bag) => readNamed(definition, bag, 'signal', 'name'),
  error: (definition, bag) => readNamed(definition, bag, 'error', 'errorCode'),
  escalation: (definition, bag) => readNamed(definition, bag, 'escalation', 'escalationCode'),
  conditional: (definition, bag) => {
    set(bag, 'condition', readExpression(readChild(definition, 'condition')));
  },
  link: (definition, bag) => set(bag, 'event.link', readText(definition, 'name')),
  compensate: (definition, bag) => {
    set(bag, 'event.compensated', readReference(definition, 'activityRef'));
    set(bag, 'event.waits', readText(definition, 'waitForCompletion'));
  },
};

/** Those inside the event, then those at the root of the model that it refers to. */
function listDefinitions(event: ModdleElement): readonly ModdleElement[] {
  return [...readList(event, 'eventDefinitions'), ...readList(event, 'eventDefinitionRef')];
}

/** The triggers of an event in their order: `timer`, `message`, … */
export function listTriggers(event: ModdleElement): readonly string[] {
  return listDefinitions(event).map(triggerOf);
}

export function readEventDefinitions(event: ModdleElement, bag: PropertyBag): void {
  for (const definition of listDefinitions(event)) {
    readers[triggerOf(definition)]?.(definition, bag);
    readErrorOutput(definition, bag);
  }
}

/** Name and correlation of the message that an event definition, send or receive task refers to. */
export function readMessage(owner: ModdleElement, bag: PropertyBag): void {
  const message = readChild(owner, 'messageRef');
  if (message === undefined) return;
  addPlain(bag, 'event.message', readText(message, 'name') ?? readText(message, 'id') ?? '');
  for (const extension of listExtensionValues(message)) {
    if (extension.$type !== 'lemniscate:Correlation') {
      addPlain(bag, `event.message.${extension.$type}`, readPlain(extension));
      continue;
    }
    set(bag, 'event.message.correlationKey', readText(extension, 'key'));
    set(bag, 'event.message.timeToLive', readText(extension, 'timeToLive'));
  }
}

/** The text of an expression; with its language, if it has one of its own. */
export function readExpression(expression: ModdleElement | undefined): string | undefined {
  const body = expression === undefined ? undefined : readText(expression, 'body')?.trim();
  if (expression === undefined || body === undefined || body === '') return undefined;
  const language = readText(expression, 'language');
  return language === undefined ? body : `${language}: ${body}`;
}

function triggerOf(definition: ModdleElement): string {
  return localTypeOf(definition).replace(/EventDefinition$/, '');
}

function readTimer(definition: ModdleElement, bag: PropertyBag): void {
  for (const kind of ['timeDuration', 'timeDate', 'timeCycle']) {
    const text = readExpression(readChild(definition, kind));
    if (text === undefined) continue;
    addPlain(bag, 'timer', text);
    addPlain(bag, 'timer.kind', kind);
  }
  for (const extension of listExtensionValues(definition)) {
    if (extension.$type !== timerExtension) continue;
    const cron = readText(extension, 'cron');
    set(bag, 'timer', cron);
    if (cron !== undefined) addPlain(bag, 'timer.kind', 'cron');
    set(bag, 'timer.zone', readText(extension, 'zone'));
  }
}

function readNamed(
  definition: ModdleElement,
  bag: PropertyBag,
  kind: string,
  identity: string,
): void {
  const root = readChild(definition, `${kind}Ref`);
  if (root === undefined) return;
  addPlain(bag, `event.${kind}`, readText(root, identity) ?? '');
  for (const name of listSetProperties(root)) {
    if (name === 'id' || name === identity) continue;
    const label = name === 'name' ? 'label' : name;
    addPlain(bag, `event.${kind}.${label}`, nameReferences(root[name]));
  }
}

function readErrorOutput(definition: ModdleElement, bag: PropertyBag): void {
  for (const extension of listExtensionValues(definition)) {
    if (extension.$type === timerExtension) continue;
    if (extension.$type !== 'lemniscate:ErrorOutput') {
      addPlain(bag, `event.${extension.$type}`, readPlain(extension));
      continue;
    }
    set(bag, 'event.codeVariable', readText(extension, 'codeVariable'));
    set(bag, 'event.messageVariable', readText(extension, 'messageVariable'));
  }
}

function listExtensionValues(element: ModdleElement): readonly ModdleElement[] {
  const container = readChild(element, 'extensionElements');
  const values = container === undefined ? [] : readList(container, 'values');
  return values.filter(({ $type }) => $type !== 'lemniscate:Guideline');
}
