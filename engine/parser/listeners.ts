import type {
  ListenerEvent,
  ProgramElement,
  ProgramListener,
  ProgramListeners,
} from '../model/program.js';
import { type ModdleElement, readChild, readText } from '../tailoring/moddle-element.js';
import { isActivity } from './activity.js';
import { readJobOf } from './attributes/job.js';
import { isCompensationEvent } from './compensation.js';
import type { DraftElement } from './draft-model.js';
import { readMappingsOf } from './io-mappings.js';
import { type ModelReader, readExtensions } from './model-reader.js';
import { describe } from './problem.js';

const events: readonly ListenerEvent[] = ['start', 'create', 'complete', 'end'];

/** The listeners of an element, in the order in which they run. */
export function readListeners(
  element: DraftElement,
  reader: ModelReader,
): Pick<ProgramElement, 'listeners'> {
  const all = readExtensions(element.source, 'Listener').flatMap(
    (source) => readListener(element, source, reader) ?? [],
  );
  if (all.length === 0) return {};
  const of = (event: ListenerEvent) => all.filter((listener) => listener.event === event);
  return {
    listeners: {
      ...present('starting', [...of('start'), ...of('create')]),
      ...present('closing', of('complete')),
      ...present('ending', of('end')),
    },
  };
}

function present(
  phase: keyof ProgramListeners,
  listeners: readonly ProgramListener[],
): ProgramListeners {
  return listeners.length === 0 ? {} : { [phase]: listeners };
}

function readListener(
  element: DraftElement,
  source: ModdleElement,
  reader: ModelReader,
): ProgramListener | undefined {
  const text = readText(source, 'event') ?? '';
  const event = events.find((known) => known === text);
  if (event === undefined || !canListen(element, event)) {
    const known = events.filter((each) => canListen(element, each)).join(', ');
    const message = `Expected a listener of ${describe(element)} at one of '${known}' but got '${text}'`;
    reader.error(element, 'listenerEventInvalid', message, { event: text });
    return undefined;
  }
  if ((readText(source, 'type') ?? '') === '') {
    const message = `Expected the type of the job of the listener at '${event}' of ${describe(element)} but got none`;
    reader.error(element, 'listenerTypeMissing', message, { event });
    return undefined;
  }
  const io = readChild(source, 'io');
  return {
    event,
    job: readJobOf(element, source, reader),
    inputs: readMappingsOf(element, io, 'inputs', reader),
    outputs: readMappingsOf(element, io, 'outputs', reader),
  };
}

/** What begins because something has happened has no work before; gateways and end events have none after. */
function canListen(element: DraftElement, event: ListenerEvent): boolean {
  const { source, type } = element;
  if (event === 'create' || event === 'complete') return type === 'userTask';
  if (type === 'process' || isActivity(source)) return true;
  switch (type) {
    case 'intermediateCatchEvent':
    case 'intermediateThrowEvent':
      return true;
    case 'startEvent':
      return event === 'end';
    case 'boundaryEvent':
      return event === 'end' && !isCompensationEvent(element);
    case 'endEvent':
    case 'exclusiveGateway':
    case 'parallelGateway':
    case 'inclusiveGateway':
    case 'eventBasedGateway':
      return event === 'start';
    default:
      return false;
  }
}
