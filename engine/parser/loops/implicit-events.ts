import type { ImplicitEvents } from '../../elements/containers/implicit-events.js';
import type { ProgramEventDefinition } from '../../model/program.js';
import {
  localTypeOf,
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { readEventDefinition } from '../event-definitions.js';
import { type ModelReader, readBody } from '../model-reader.js';
import { describe } from '../problem.js';

const throwable = ['message', 'signal', 'escalation', 'error'];

/** What the behavior of a multi-instance says about the events that it throws by itself. */
export function readImplicitEvents(
  element: DraftElement,
  loop: ModdleElement,
  reader: ModelReader,
): readonly ImplicitEvents[] {
  switch (readText(loop, 'behavior') ?? 'All') {
    case 'None':
      return [readReferenced(element, loop, 'noneBehaviorEventRef', 'each', reader)];
    case 'One':
      return [readReferenced(element, loop, 'oneBehaviorEventRef', 'first', reader)];
    case 'Complex':
      return readComplex(element, loop, reader);
    case 'All':
      return [];
    default: {
      const behavior = readText(loop, 'behavior') ?? '';
      const message = `Expected All, None, One or Complex as behavior of the loop at ${describe(element)} but got '${behavior}'`;
      reader.error(element, 'loopBehaviorInvalid', message, { behavior });
      return [];
    }
  }
}

/** Without a reference, it is a signal with the id of the activity as its name. */
function readReferenced(
  element: DraftElement,
  loop: ModdleElement,
  property: string,
  when: 'each' | 'first',
  reader: ModelReader,
): ImplicitEvents {
  const definition = readChild(loop, property);
  if (definition === undefined) return { when, definitions: [], standardSignal: element.id };
  return { when, definitions: readDefinitions(element, [definition], reader) };
}

function readComplex(
  element: DraftElement,
  loop: ModdleElement,
  reader: ModelReader,
): readonly ImplicitEvents[] {
  const definitions = readList(loop, 'complexBehaviorDefinition');
  if (definitions.length === 0) {
    const message = `Expected complex behavior definitions at ${describe(element)}, whose behavior is Complex, but got none`;
    reader.error(element, 'complexBehaviorMissing', message);
  }
  return definitions.flatMap((definition) => {
    const text = readBody(definition, 'condition')?.trim() ?? '';
    if (text === '') {
      const message = `Expected a condition in each complex behavior definition of ${describe(element)} but one has none`;
      reader.error(element, 'complexBehaviorInvalid', message);
      return [];
    }
    const condition = reader.expression(element, 'complex behavior', text);
    const event = readChild(definition, 'event');
    if (condition === undefined || event === undefined) return [];
    const thrown = [
      ...readList(event, 'eventDefinitions'),
      ...readList(event, 'eventDefinitionRef'),
    ];
    return [
      {
        when: 'condition' as const,
        condition,
        definitions: readDefinitions(element, thrown, reader),
      },
    ];
  });
}

function readDefinitions(
  element: DraftElement,
  models: readonly ModdleElement[],
  reader: ModelReader,
): readonly ProgramEventDefinition[] {
  return models.flatMap((model) => {
    const definition = readEventDefinition(element, model, reader);
    const isWithCode = definition?.type !== 'error' && definition?.type !== 'escalation';
    const hasName = isWithCode || definition.attributes['code'] !== undefined;
    if (definition !== undefined && throwable.includes(definition.type) && hasName)
      return [definition];
    const kind = localTypeOf(model);
    const message = `Expected a message, signal, or error or escalation with a code as implicit event of ${describe(element)} but got a ${kind}`;
    reader.error(element, 'implicitEventInvalid', message, { kind });
    return [];
  });
}
