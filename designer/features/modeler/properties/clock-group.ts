import type { BpmnFactory, ModelElement, Modeling, ModelObject } from '../modeler-services.js';
import type { TailoringGuide } from '../tailoring/tailoring-guide.js';
import {
  addExtension,
  findExtensions,
  readObjects,
  readText,
  removeExtension,
} from './extension-values.js';
import { findOwner, isA } from './field-values.js';
import type { PanelGroup } from './lock-groups.js';
import { toObjectListGroup, type ObjectField } from './object-list-group.js';
import type { PanelWords } from './panel-words.js';

interface ClockContext {
  readonly writer: { readonly modeling: Modeling; readonly bpmnFactory: BpmnFactory };
  readonly words: PanelWords;
  readonly guide: TailoringGuide;
}

const clockAttributes = [
  'id',
  'name',
  'target',
  'calendar',
  'commitment',
  'priority',
  'start',
] as const;

function listClockFields(clockId: string): readonly ObjectField[] {
  return clockAttributes.map((attribute) => ({
    attribute,
    label: ['target', 'calendar'].includes(attribute) ? attribute : `clock_${attribute}`,
    property: attribute === 'name' ? 'name' : `clock.${clockId}.${attribute}`,
    ...(attribute === 'start' ? { options: ['auto', 'manual'] } : {}),
  }));
}

const listThresholdFields = (clockId: string, kind: string): readonly ObjectField[] =>
  ['share', 'escalationCode'].map((attribute) => ({
    attribute,
    label: `${kind}.${attribute}`,
    property: `clock.${clockId}.${kind}`,
  }));

function createClock(owner: ModelObject, bpmnFactory: BpmnFactory): ModelObject {
  const taken = new Set(findExtensions(owner, 'lemniscate:Clock').map((clock) => clock.id));
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

const nameOf = (clock: ModelObject): string =>
  readText(clock, 'name') ?? readText(clock, 'id') ?? '';

/** When one clock stands still, as a list of its own. */
function toPauseGroup(
  element: ModelElement,
  clock: ModelObject,
  clockId: string,
  { writer, words, guide }: ClockContext,
): PanelGroup {
  const pauses = readObjects(clock, 'pauses');
  const guideId = findOwner(element)?.id ?? element.id;
  const isFixed = guide.findFreedom(guideId, `clock.${clockId}.pause`).type === 'locked';
  const write = (next: readonly ModelObject[]): void => {
    for (const pause of next) Object.assign(pause, { $parent: clock });
    writer.modeling.updateModdleProperties(element, clock, { pauses: next });
  };
  const add = (): void => write([...pauses, writer.bpmnFactory.create('lemniscate:Pause', {})]);
  return toObjectListGroup(element, {
    id: `clock-pauses-${clockId}`,
    label: words.label('pauseGroup', { clock: nameOf(clock) }),
    objects: pauses.map((object) => {
      const paused = readText(object, 'element') ?? '';
      const property = `clock.${clockId}.pause.${paused}`;
      return {
        object,
        label: [paused, readText(object, 'reason')].filter(Boolean).join(' · '),
        fields: [
          { attribute: 'element', label: 'pauseElement', property },
          { attribute: 'reason', label: 'pauseReason', property },
        ],
        ...(isFixed ? {} : { remove: () => write(pauses.filter((one) => one !== object)) }),
      };
    }),
    ...(isFixed ? {} : { add }),
  });
}

/** Service-time clocks of an activity or process as a list, and for each the list of its pauses. */
export function toClockGroups(element: ModelElement, context: ClockContext): PanelGroup[] {
  const owner = findOwner(element);
  if (owner === undefined || !isA(element, ['bpmn:Activity', 'bpmn:Process', 'bpmn:Participant']))
    return [];
  const { writer, words, guide } = context;
  const isFixed = guide.isTailoring && guide.isOfStandard(owner.id ?? element.id);
  const clocks = findExtensions(owner, 'lemniscate:Clock');
  const objects = clocks.map((object, index) => {
    const clockId = readText(object, 'id') ?? String(index);
    return {
      object,
      label: `${nameOf(object)} · ${readText(object, 'commitment') ?? readText(object, 'target') ?? ''}`,
      fields: listClockFields(clockId),
      parts: readObjects(object, 'thresholds').map((threshold, place) => ({
        object: threshold,
        fields: listThresholdFields(clockId, readText(threshold, 'kind') ?? String(place)),
      })),
      ...(isFixed ? {} : { remove: () => removeExtension(writer, element, owner, object) }),
    };
  });
  const add = (): void =>
    addExtension(writer, element, owner, createClock(owner, writer.bpmnFactory));
  return [
    toObjectListGroup(element, {
      id: 'clocks',
      label: words.label('clockGroup'),
      objects,
      ...(isFixed ? {} : { add }),
    }),
    ...clocks.map((clock, index) =>
      toPauseGroup(element, clock, readText(clock, 'id') ?? String(index), context),
    ),
  ];
}
