import type { DraftElement } from './draft-model.js';

/** Whether the event that an element receives may create an instance of the process. */
export function isInstantiating({ source }: DraftElement): boolean {
  return source['instantiate'] === true;
}

/** What a process can begin with, in document order: start events, and what receives an event that creates it. */
export function listEntries(process: DraftElement): readonly DraftElement[] {
  return process.inner.filter(
    (element) =>
      element.type === 'startEvent' ||
      (element.type === 'receiveTask' && isInstantiating(element)) ||
      element.incoming.some(({ source }) => isInstantiatingGateway(source)),
  );
}

export function isInstantiatingGateway(element: DraftElement): boolean {
  return element.type === 'eventBasedGateway' && isInstantiating(element);
}
