import { Group } from '@bpmn-io/properties-panel';
import type { ModelElement, ModelObject } from '../modeler-services.js';
import type { TailoringGuide } from '../tailoring/tailoring-guide.js';
import { readObject, readObjects, readText } from './extension-values.js';
import { FixedEntry } from './panel-entries.js';

export interface PanelEntry {
  readonly id: string;
}

export interface PanelGroup {
  readonly id: string;
  readonly label: string;
  readonly component?: unknown;
  readonly entries?: readonly PanelEntry[];
  readonly items?: readonly object[];
  readonly add?: unknown;
}

/** Property of guidelines that a group of the BPMN provider changes. */
const guardedGroups: Record<string, string> = {
  timer: 'timer',
  message: 'event',
  signal: 'event',
  error: 'event',
  escalation: 'event',
  link: 'event',
  compensation: 'event',
  multiInstance: 'multiInstance',
  adHocCompletion: 'attribute.completionCondition',
};

const fixedEntries = ['id', 'isExecutable', 'processId', 'processName'];

const timerProperties = ['timeDuration', 'timeDate', 'timeCycle'];

/** What a group that is locked stood for, in one line. */
function describeEvent(element: ModelElement, groupId: string): string {
  if (groupId === 'adHocCompletion')
    return readText(readObject(element.businessObject, 'completionCondition'), 'body') ?? '';
  const [definition] = readObjects(element.businessObject, 'eventDefinitions');
  if (definition === undefined) return '';
  if (groupId === 'timer') {
    const expression = timerProperties
      .map((name) => definition.get(name) as ModelObject | undefined)
      .find((value) => value !== undefined);
    return readText(expression, 'body') ?? '';
  }
  const reference = definition.get(`${groupId}Ref`) as ModelObject | undefined;
  return reference?.name ?? reference?.id ?? '';
}

function toFixedGroup(group: PanelGroup, element: ModelElement): PanelGroup {
  const entry = {
    id: `fixed-${group.id}`,
    element,
    label: group.label,
    value: describeEvent(element, group.id),
    component: FixedEntry,
  };
  return { id: group.id, label: group.label, component: Group, entries: [entry] };
}

/** Shows, instead of fields, what the standard has set and a tailored process may not change. */
export function lockStandardGroups(
  groups: PanelGroup[],
  element: ModelElement,
  guide: TailoringGuide,
): PanelGroup[] {
  if (!guide.isOfStandard(element.id)) return groups;
  return groups.map((group) => {
    if (group.id === 'general') {
      const entries = (group.entries ?? []).filter(({ id }) => !fixedEntries.includes(id));
      const id = { id: 'fixed-id', element, label: 'id', value: element.id, component: FixedEntry };
      return { ...group, entries: [...entries, id] };
    }
    const property = guardedGroups[group.id];
    if (property === undefined || guide.findFreedom(element.id, property).type !== 'locked')
      return group;
    return toFixedGroup(group, element);
  });
}

/** Appends groups; one that has the id of a group already there adds its entries to that. */
export function joinGroups(
  groups: readonly PanelGroup[],
  added: readonly PanelGroup[],
): PanelGroup[] {
  return added.reduce<PanelGroup[]>(
    (joined, group) => {
      const known = joined.find(({ id }) => id === group.id);
      if (known === undefined) return [...joined, group];
      const entries = [...(known.entries ?? []), ...(group.entries ?? [])];
      return joined.map((one) => (one === known ? { ...known, entries } : one));
    },
    [...groups],
  );
}
