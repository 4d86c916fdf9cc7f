import type { ElementType, EventDefinitionType } from '../../model/element-type.js';
import { localTypeOf } from '../../tailoring/moddle-element.js';
import type { DraftElement, DraftModel } from '../draft-model.js';
import { definitionTypeOf, listDefinitions } from '../event-definitions.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

type EventKind = EventDefinitionType | 'none';

const allowedKinds: { readonly [Type in ElementType]?: readonly EventKind[] } = {
  endEvent: [
    'none',
    'message',
    'error',
    'escalation',
    'signal',
    'terminate',
    'compensate',
    'cancel',
  ],
  intermediateCatchEvent: ['message', 'timer', 'signal'],
  intermediateThrowEvent: ['none', 'message', 'escalation', 'signal', 'compensate'],
  boundaryEvent: ['message', 'timer', 'error', 'escalation', 'signal', 'compensate', 'cancel'],
};

const allowedStarts: { readonly [Type in ElementType]?: readonly EventKind[] } = {
  process: ['none', 'message', 'timer', 'signal'],
  subProcess: ['none'],
  transaction: ['none'],
  eventSubProcess: ['message', 'timer', 'error', 'escalation', 'signal', 'compensate'],
};

/** Events have at most one definition, of a kind that is executed at their place. */
export const supportedEvents: Rule = (model) =>
  model.elements.flatMap((element) => check(model, element));

function check(model: DraftModel, element: DraftElement): readonly Problem[] {
  const allowed = allowedAt(model, element);
  if (allowed === undefined) return [];
  const definitions = listDefinitions(element);
  const [definition] = definitions;
  if (definitions.length > 1) return [unsupported(element, 'multipleEventDefinition')];
  const kind = definition === undefined ? 'none' : definitionTypeOf(definition);
  if (kind === undefined || !allowed.includes(kind)) {
    return [unsupported(element, definition === undefined ? 'none' : localTypeOf(definition))];
  }
  return kind === 'error' && !interrupts(element) ? [errorWithoutInterruption(element)] : [];
}

function allowedAt(model: DraftModel, element: DraftElement): readonly EventKind[] | undefined {
  if (element.type === undefined) return undefined;
  if (element.type !== 'startEvent') return allowedKinds[element.type];
  const scope = model.elements[element.scope];
  return scope?.type === undefined ? undefined : allowedStarts[scope.type];
}

function interrupts({ source }: DraftElement): boolean {
  return source['cancelActivity'] !== false && source['isInterrupting'] !== false;
}

function unsupported(element: DraftElement, kind: string): Problem {
  const place = localTypeOf(element.source);
  const message = `Expected an event that can be executed at this place but ${describe(element)} is a ${place} with ${kind}`;
  return problemAt(element, 'error', 'eventUnsupported', message, { kind, place });
}

function errorWithoutInterruption(element: DraftElement): Problem {
  const message = `Expected ${describe(element)} to interrupt, as every error event does`;
  return problemAt(element, 'error', 'errorMustInterrupt', message);
}
