import { localTypeOf, readList, readText } from '../tailoring/moddle-element.js';
import type { DraftElement } from './draft-model.js';

/** The name of a link event; nothing for other elements, an empty text if it has none. */
export function linkNameOf(element: DraftElement): string | undefined {
  const link = ['eventDefinitions', 'eventDefinitionRef']
    .flatMap((list) => readList(element.source, list))
    .find((definition) => localTypeOf(definition) === 'linkEventDefinition');
  return link === undefined ? undefined : (readText(link, 'name') ?? '');
}

/** Where a throwing link event leads to: the catching ones of its name inside its scope. */
export function linkCatchesOf(element: DraftElement): readonly DraftElement[] {
  return element.type === 'intermediateThrowEvent'
    ? linkEnds(element, 'intermediateCatchEvent')
    : none;
}

/** From where a catching link event is reached. */
export function linkThrowsOf(element: DraftElement): readonly DraftElement[] {
  return element.type === 'intermediateCatchEvent'
    ? linkEnds(element, 'intermediateThrowEvent')
    : none;
}

const none: readonly DraftElement[] = [];

function linkEnds(element: DraftElement, type: DraftElement['type']): readonly DraftElement[] {
  const name = linkNameOf(element);
  if (name === undefined) return [];
  return (element.parent?.inner ?? []).filter(
    (other) => other.type === type && linkNameOf(other) === name,
  );
}
