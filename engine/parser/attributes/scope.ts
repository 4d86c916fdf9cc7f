import type { ScopeAttributes } from '../../elements/containers/sub-process.js';
import type { ProgramAttributes } from '../../model/program.js';
import { readList } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { isInstantiatingGateway } from '../process-entries.js';

/** Of a process or sub-process: where it begins when it has no start event. */
export function readScope(scope: DraftElement): ProgramAttributes {
  const starts = listImplicitStarts(scope).map(({ index }) => index);
  const gateways = scope.inner.filter(isInstantiatingGateway).map(({ index }) => index);
  const attributes: ScopeAttributes = {
    ...(starts.length === 0 ? {} : { implicitStarts: starts }),
    ...(gateways.length === 0 ? {} : { startGateways: gateways }),
  };
  return { ...attributes };
}

/** What no flow leads to, and nothing else begins. With a start event in the scope there are none. */
export function listImplicitStarts({ inner }: DraftElement): readonly DraftElement[] {
  if (inner.some(({ type }) => type === 'startEvent')) return [];
  return inner.filter((element) => element.incoming.length === 0 && !isBegunOtherwise(element));
}

/** By its event, by a compensation, by the throwing end of a link, or by a message from outside. */
function isBegunOtherwise({ source, type }: DraftElement): boolean {
  return (
    type === 'boundaryEvent' ||
    type === 'eventSubProcess' ||
    source['isForCompensation'] === true ||
    source['instantiate'] === true ||
    readList(source, 'eventDefinitions').some(({ $type }) => $type === 'bpmn:LinkEventDefinition')
  );
}
