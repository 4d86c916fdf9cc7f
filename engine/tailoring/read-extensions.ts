import type { JsonValue } from '../protocol/json.js';
import {
  localTypeOf,
  readChild,
  readList,
  readText,
  type ModdleElement,
} from './moddle-element.js';
import { guidelineKinds, type Guideline, type GuidelineKind } from './model.js';
import { readPlain } from './read-generic.js';

export type PropertyBag = Record<string, JsonValue>;

type ExtensionReader = (extension: ModdleElement, bag: PropertyBag) => void;

const ownPrefix = 'lemniscate:';

/** Our extension elements by local name; the properties carry the names that guidelines use. */
const readers: Readonly<Record<string, ExtensionReader>> = {
  assignment: readAttributes('assignment', [
    'assignee',
    'candidateUsers',
    'candidateGroups',
    'candidateRoles',
    'excludedUsers',
    'separateFrom',
  ]),
  schedule: readAttributes('schedule', ['dueDate', 'followUpDate', 'priority']),
  job: readAttributes('job', ['type', 'worker', 'taskQueue', 'retries', 'retryBackoff', 'timeout']),
  start: readAttributes('start', ['roles', 'businessKey', 'instanceName']),
  call: (extension, bag) => {
    set(bag, 'call.binding', otherThan('latest', readText(extension, 'binding')));
    set(bag, 'call.versionTag', readText(extension, 'versionTag'));
    const propagates = otherThan('false', readText(extension, 'propagateAllOutputs'));
    set(bag, 'call.propagateAllOutputs', propagates);
  },
  calledDecision: (extension, bag) => {
    for (const name of ['decisionId', 'resultVariable', 'versionTag'])
      set(bag, `decision.${name}`, readText(extension, name));
    set(bag, 'decision.binding', otherThan('latest', readText(extension, 'binding')));
    set(bag, 'decision.onNull', otherThan('value', readText(extension, 'onNull')));
  },
  form: (extension, bag) => set(bag, 'form', readText(extension, 'formId')),
  result: (extension, bag) => set(bag, 'script.result', readText(extension, 'variable')),
  versionTag: (extension, bag) => set(bag, 'versionTag', readText(extension, 'value')),
  io: readIo,
  clock: readClock,
  clockCommand: readClockCommand,
  listener: readListener,
  guideline: () => undefined,
};

/** Sets every property that the extension elements of an element stand for. */
export function readExtensions(element: ModdleElement, bag: PropertyBag): void {
  for (const extension of listExtensions(element)) {
    const reader = isOwn(extension) ? readers[localTypeOf(extension)] : undefined;
    if (reader !== undefined) reader(extension, bag);
    else addPlain(bag, `extension.${extension.$type}`, readPlain(extension));
  }
}

/** The guidelines that stand on an element, in their order. */
export function readGuidelines(element: ModdleElement): readonly Guideline[] {
  return listExtensions(element)
    .filter((extension) => isOwn(extension) && localTypeOf(extension) === 'guideline')
    .flatMap(readGuideline);
}

function readGuideline(extension: ModdleElement): readonly Guideline[] {
  const kind = readText(extension, 'kind');
  if (!isGuidelineKind(kind)) return [];
  const property = readText(extension, 'property');
  const min = readText(extension, 'min');
  const max = readText(extension, 'max');
  const values = readText(extension, 'values');
  const text = readText(extension, 'text');
  return [
    {
      id: readText(extension, 'id') ?? kind,
      kind,
      ...(property === undefined ? {} : { property }),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(values === undefined ? {} : { values: values.split(',').map((value) => value.trim()) }),
      ...(text === undefined ? {} : { text }),
    },
  ];
}

function isGuidelineKind(kind: string | undefined): kind is GuidelineKind {
  return guidelineKinds.some((known) => known === kind);
}

function listExtensions(element: ModdleElement): readonly ModdleElement[] {
  const container = readChild(element, 'extensionElements');
  return container === undefined ? [] : readList(container, 'values');
}

function isOwn(extension: ModdleElement): boolean {
  return extension.$type.startsWith(ownPrefix);
}

function readAttributes(group: string, names: readonly string[]): ExtensionReader {
  return (extension, bag) => {
    for (const name of names) set(bag, `${group}.${name}`, readText(extension, name));
  };
}

function readIo(extension: ModdleElement, bag: PropertyBag): void {
  set(bag, 'io.payload', readText(extension, 'payload'));
  for (const input of readList(extension, 'inputs')) {
    const target = readText(input, 'target') ?? '';
    addPlain(bag, `io.input.${target}`, readText(input, 'source') ?? '');
  }
  for (const output of readList(extension, 'outputs')) {
    const target = readText(output, 'target') ?? '';
    addPlain(bag, `io.output.${target}`, readText(output, 'source') ?? '');
  }
}

function readClock(extension: ModdleElement, bag: PropertyBag): void {
  const clock = `clock.${readText(extension, 'id') ?? ''}`;
  for (const name of ['name', 'target', 'calendar', 'commitment', 'priority']) {
    set(bag, `${clock}.${name}`, readText(extension, name));
  }
  set(bag, `${clock}.start`, otherThan('auto', readText(extension, 'start')));
  for (const threshold of readList(extension, 'thresholds')) {
    const kind = `${clock}.${readText(threshold, 'kind') ?? ''}`;
    addPlain(bag, kind, readText(threshold, 'share') ?? '');
    addPlain(bag, `${kind}.escalationCode`, readText(threshold, 'escalationCode') ?? '');
  }
  for (const pause of readList(extension, 'pauses')) {
    const element = readText(pause, 'element') ?? '';
    addPlain(bag, `${clock}.pause.${element}`, readText(pause, 'reason') ?? '');
  }
}

function readClockCommand(extension: ModdleElement, bag: PropertyBag): void {
  const clock = readText(extension, 'clock') ?? '';
  const on = readText(extension, 'on') ?? 'enter';
  addPlain(bag, `clockCommand.${clock}.${on}`, readText(extension, 'command') ?? '');
}

/** Their order counts among those of one event: the second one at `start` is `listener.start#2`. */
function readListener(extension: ModdleElement, bag: PropertyBag): void {
  const event = `listener.${readText(extension, 'event') ?? ''}`;
  let listener = event;
  for (let count = 2; listener in bag; count += 1) listener = `${event}#${count}`;
  bag[listener] = readText(extension, 'type') ?? '';
  for (const name of ['worker', 'taskQueue', 'retries', 'retryBackoff', 'timeout'])
    set(bag, `${listener}.${name}`, readText(extension, name));
  const io = readChild(extension, 'io');
  for (const list of ['input', 'output'])
    for (const mapping of io === undefined ? [] : readList(io, `${list}s`)) {
      const target = readText(mapping, 'target') ?? '';
      addPlain(bag, `${listener}.${list}.${target}`, readText(mapping, 'source') ?? '');
    }
}

export function set(bag: PropertyBag, property: string, value: JsonValue | undefined): void {
  if (value !== undefined) bag[property] = value;
}

/** A second value of the same property is kept beside the first. */
export function addPlain(bag: PropertyBag, property: string, value: JsonValue): void {
  let name = property;
  for (let count = 2; name in bag; count += 1) name = `${property}#${count}`;
  bag[name] = value;
}

function otherThan(standard: string, value: string | undefined): string | undefined {
  return value === standard ? undefined : value;
}
