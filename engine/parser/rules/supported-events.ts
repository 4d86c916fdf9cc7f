import { localTypeOf } from '../../tailoring/moddle-element.js';
import type { DraftElement, DraftModel } from '../draft-model.js';
import { definitionTypeOf, isParallelMultiple } from '../event-definitions.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** Every trigger and result of BPMN, whether the machine executes it or not. */
type EventKind =
  | 'none'
  | 'message'
  | 'timer'
  | 'error'
  | 'escalation'
  | 'cancel'
  | 'compensate'
  | 'conditional'
  | 'link'
  | 'signal'
  | 'terminate';

/** BPMN 2.0.2 table 10.93: which triggers and results may stand where. Error, cancel and compensation always interrupt. */
const allowedAt = {
  'start of a process': ['none', 'message', 'timer', 'conditional', 'signal'],
  'start of a sub-process': ['none'],
  'start of an event sub-process': [
    ...(['message', 'timer', 'error', 'escalation', 'compensate'] as const),
    ...(['conditional', 'signal'] as const),
  ],
  'start of an event sub-process that does not interrupt': [
    ...(['message', 'timer', 'escalation', 'conditional', 'signal'] as const),
  ],
  'intermediate catch event': ['message', 'timer', 'conditional', 'link', 'signal'],
  'boundary event': [
    ...(['message', 'timer', 'error', 'escalation', 'cancel'] as const),
    ...(['compensate', 'conditional', 'signal'] as const),
  ],
  'boundary event that does not interrupt': [
    ...(['message', 'timer', 'escalation', 'conditional', 'signal'] as const),
  ],
  'intermediate throw event': ['none', 'message', 'escalation', 'compensate', 'link', 'signal'],
  'end event': [
    ...(['none', 'message', 'error', 'escalation', 'cancel'] as const),
    ...(['compensate', 'signal', 'terminate'] as const),
  ],
} satisfies Readonly<Record<string, readonly EventKind[]>>;

type Place = keyof typeof allowedAt;

/** Of a parallel multiple event all must occur, and what waits for the rest must still be there then. */
const canBeOneOfAll: readonly EventKind[] = [
  'message',
  'timer',
  'escalation',
  'conditional',
  'signal',
];

/** Each definition of an event is one that BPMN allows at its place and the machine executes. */
export const supportedEvents: Rule = (model) =>
  model.elements.flatMap((element) => check(model, element));

function check(model: DraftModel, element: DraftElement): readonly Problem[] {
  const place = placeOf(model, element);
  if (place === undefined) return [];
  const definitions = element.definitions;
  if (definitions.length === 0) return checkKind(element, place, 'none', 'none');
  const names = definitions.map(localTypeOf);
  return [
    ...definitions.flatMap((definition, position) =>
      checkKind(element, place, definitionTypeOf(definition), names[position] ?? ''),
    ),
    ...checkTogether(element, names.map(kindOf)),
  ];
}

function kindOf(name: string): string {
  return name.replace(/EventDefinition$/, '');
}

/** Where an element stands, in the words of the table; nothing if it is no event. */
function placeOf({ elements }: DraftModel, element: DraftElement): Place | undefined {
  switch (element.type) {
    case 'startEvent':
      return startPlaceOf(elements[element.scope], element);
    case 'intermediateCatchEvent':
      return 'intermediate catch event';
    case 'intermediateThrowEvent':
      return 'intermediate throw event';
    case 'boundaryEvent':
      return interrupts(element) ? 'boundary event' : 'boundary event that does not interrupt';
    case 'endEvent':
      return 'end event';
    default:
      return undefined;
  }
}

function startPlaceOf(scope: DraftElement | undefined, start: DraftElement): Place | undefined {
  if (scope?.type === undefined) return undefined;
  if (scope.type === 'process') return 'start of a process';
  if (scope.type !== 'eventSubProcess') return 'start of a sub-process';
  return interrupts(start)
    ? 'start of an event sub-process'
    : 'start of an event sub-process that does not interrupt';
}

function interrupts({ source }: DraftElement): boolean {
  return source['cancelActivity'] !== false && source['isInterrupting'] !== false;
}

function checkKind(
  element: DraftElement,
  place: Place,
  kind: EventKind | undefined,
  name: string,
): readonly Problem[] {
  const allowed: readonly string[] = allowedAt[place];
  if (kind !== undefined && allowed.includes(kind)) return [];
  if ((kind === 'error' || kind === 'compensate') && !interrupts(element)) {
    return [mustInterrupt(element, kind)];
  }
  const isOfBpmn = allowed.includes(kindOf(name));
  const expected = isOfBpmn ? 'one that can be executed' : `one of ${allowed.join(', ')}`;
  const message = `Expected ${expected} as event definition of ${describe(element)}, ${withArticle(place)}, but got ${name}`;
  const params = { kind: name, place: localTypeOf(element.source) };
  return [problemAt(element, 'error', 'eventUnsupported', message, params)];
}

function withArticle(place: Place): string {
  if (place.startsWith('start')) return `the ${place}`;
  return /^[aeiou]/.test(place) ? `an ${place}` : `a ${place}`;
}

function mustInterrupt(element: DraftElement, kind: 'error' | 'compensate'): Problem {
  const expected = `Expected ${describe(element)} to interrupt, as every`;
  return kind === 'error'
    ? problemAt(element, 'error', 'errorMustInterrupt', `${expected} error event does`)
    : problemAt(
        element,
        'error',
        'compensationMustInterrupt',
        `${expected} compensation event does`,
      );
}

/** Rules for events that have several definitions. */
function checkTogether(element: DraftElement, kinds: readonly string[]): readonly Problem[] {
  if (kinds.length < 2) return [];
  const alone = kinds.filter((kind) => kind === 'link');
  const problems = alone.map((kind) => {
    const message = `Expected a ${kind} to be the only definition of ${describe(element)} but it has ${kinds.length}`;
    return problemAt(element, 'error', 'eventDefinitionNotAlone', message, { kind });
  });
  if (!isParallelMultiple(element)) return problems;
  const wrong = kinds.filter((kind) => !canBeOneOfAll.some((possible) => possible === kind));
  return [...problems, ...wrong.map((kind) => cannotBeOneOfAll(element, kind))];
}

function cannotBeOneOfAll(element: DraftElement, kind: string): Problem {
  const message = `Expected only ${canBeOneOfAll.join(', ')} among what must all occur at parallel multiple event ${describe(element)} but got ${kind}`;
  return problemAt(element, 'error', 'parallelDefinitionInvalid', message, { kind });
}
