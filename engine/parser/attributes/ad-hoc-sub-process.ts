import type { ProgramAttributes } from '../../model/program.js';
import { readChild, readText } from '../../tailoring/moddle-element.js';
import { isActivity } from '../activity.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readBody, readExtension } from '../model-reader.js';
import { definedEntries } from './defined-entries.js';

export function readAdHocSubProcess(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const { source, inner } = element;
  const condition = readBody(source, 'completionCondition')?.trim() ?? '';
  const extension = readExtension(source, 'AdHoc');
  const rule = extension === undefined ? undefined : readText(extension, 'activeElements');
  return definedEntries({
    startable: indexesOf(listStartable(element)),
    performed: indexesOf(inner.filter(isPerformed)),
    eventSubProcesses: indexesOf(inner.filter(({ type }) => type === 'eventSubProcess')),
    isSequential: readText(source, 'ordering') === 'Sequential',
    isCancelingRemaining: source['cancelRemainingInstances'] !== false,
    completionCondition:
      condition === '' ? undefined : reader.expression(element, 'completion condition', condition),
    activeElements:
      rule === undefined ? undefined : reader.expression(element, 'active elements', rule),
  });
}

function indexesOf(elements: readonly DraftElement[]): readonly number[] {
  return elements.map(({ index }) => index);
}

function isPerformed({ source, type }: DraftElement): boolean {
  return isActivity(source) && type !== 'eventSubProcess' && source['isForCompensation'] !== true;
}

/** What may be started at any time: activities that no flow leads to. */
export function listStartable({ inner }: DraftElement): readonly DraftElement[] {
  return inner.filter((each) => isPerformed(each) && each.incoming.length === 0);
}

/** Intermediate catch events that no flow leads to: they occur again and again while the scope is open. */
export function listStandingEvents({ inner }: DraftElement): readonly DraftElement[] {
  return inner.filter(isStandingEvent);
}

export function isStandingEvent({ source, type, incoming }: DraftElement): boolean {
  const scope = readChild(source, '$parent');
  return (
    type === 'intermediateCatchEvent' &&
    incoming.length === 0 &&
    scope?.$type === 'bpmn:AdHocSubProcess'
  );
}
