import { isSelectEntryEdited, isTextFieldEntryEdited, ListGroup } from '@bpmn-io/properties-panel';
import type { BpmnFactory, ModelElement, Modeling, ModelObject } from '../modeler-services.js';
import type { TailoringGuide } from '../tailoring/tailoring-guide.js';
import {
  addExtension,
  findExtensions,
  readObjects,
  readText,
  removeExtension,
} from './extension-values.js';
import type { PanelGroup } from './lock-groups.js';
import { ObjectEntry } from './panel-entries.js';
import type { PanelWords } from './panel-words.js';

interface Writer {
  readonly modeling: Modeling;
  readonly bpmnFactory: BpmnFactory;
}

const clockAttributes = ['id', 'name', 'target', 'calendar', 'start'] as const;

function toClockEntries(element: ModelElement, clock: ModelObject, clockId: string): object[] {
  const own = clockAttributes.map((attribute) => ({
    id: `clock-${clockId}-${attribute}`,
    element,
    object: clock,
    attribute,
    label: attribute === 'id' ? 'clockId' : attribute === 'name' ? 'clockName' : attribute,
    property: attribute === 'name' ? 'name' : `clock.${clockId}.${attribute}`,
    component: ObjectEntry,
    ...(attribute === 'start' ? { options: ['auto', 'manual'] } : {}),
    isEdited: attribute === 'start' ? isSelectEntryEdited : isTextFieldEntryEdited,
  }));
  const thresholds = readObjects(clock, 'thresholds').flatMap((threshold, index) => {
    const kind = readText(threshold, 'kind') ?? String(index);
    return (['share', 'escalationCode'] as const).map((attribute) => ({
      id: `clock-${clockId}-threshold-${index}-${attribute}`,
      element,
      object: threshold,
      attribute,
      label: `${kind}.${attribute}`,
      property: `clock.${clockId}.${kind}`,
      component: ObjectEntry,
      isEdited: isTextFieldEntryEdited,
    }));
  });
  return [...own, ...thresholds];
}

function createClock(element: ModelElement, { bpmnFactory }: Writer): ModelObject {
  const taken = new Set(findExtensions(element, 'lemniscate:Clock').map((clock) => clock.id));
  let number = taken.size + 1;
  while (taken.has(`clock-${number}`)) number += 1;
  const threshold = (kind: string, share: string): ModelObject =>
    bpmnFactory.create('lemniscate:Threshold', { kind, share, escalationCode: '' });
  const thresholds = [threshold('atRisk', '0.75'), threshold('breach', '1')];
  const clock = bpmnFactory.create('lemniscate:Clock', {
    id: `clock-${number}`,
    target: 'PT4H',
    calendar: 'business-hours',
    thresholds,
  });
  for (const one of thresholds) Object.assign(one, { $parent: clock });
  return clock;
}

/** Service-time clocks of an activity or process, as a list. */
export function toClockGroup(
  element: ModelElement,
  writer: Writer,
  words: PanelWords,
  guide: TailoringGuide,
): PanelGroup {
  const isFixed = guide.isTailoring && guide.isOfStandard(element.id);
  const items = findExtensions(element, 'lemniscate:Clock').map((clock, index) => {
    const clockId = readText(clock, 'id') ?? String(index);
    return {
      id: `clock-${index}`,
      label: `${readText(clock, 'name') ?? clockId} · ${readText(clock, 'target') ?? ''}`,
      entries: toClockEntries(element, clock, clockId),
      autoOpen: true,
      ...(isFixed
        ? {}
        : {
            remove: (event: Event) => {
              event.stopPropagation();
              removeExtension(writer, element, clock);
            },
          }),
    };
  });
  const add = (event: Event): void => {
    event.stopPropagation();
    addExtension(writer, element, createClock(element, writer));
  };
  return {
    id: 'lemniscate-clocks',
    label: words.label('clockGroup'),
    component: ListGroup,
    items,
    ...(isFixed ? {} : { add }),
  };
}
