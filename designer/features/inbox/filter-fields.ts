import type { TaskFilter, UserTaskFilter } from '../../../server/contract/index.js';

/** Whose tasks a list shows. */
export const whoseChoices = ['all', 'mine', 'myGroups', 'unassigned'] as const;
/** How far ahead a list looks: what is overdue, due within a day, three days, a week. */
export const dueSpans = ['PT0H', 'P1D', 'P3D', 'P7D'] as const;

/** A filter as a person fills it in; empty texts ask for nothing. */
export interface FilterFields {
  readonly name: string;
  readonly order: TaskFilter['order'];
  readonly groups: readonly string[];
  readonly whose: (typeof whoseChoices)[number];
  readonly group: string;
  readonly serviceId: string;
  readonly processDefinitionId: string;
  readonly priorityFrom: number | undefined;
  readonly dueBefore: string;
  readonly text: string;
  readonly atRisk: boolean;
}

export function toFields(saved: TaskFilter | undefined): FilterFields {
  const filter = saved?.filter ?? {};
  return {
    name: saved?.name ?? '',
    order: saved?.order ?? 'due',
    groups: saved?.groups ?? [],
    whose: whoseChoices.find((choice) => choice !== 'all' && filter[choice] === true) ?? 'all',
    group: filter.group ?? '',
    serviceId: filter.serviceId ?? '',
    processDefinitionId: filter.processDefinitionId ?? '',
    priorityFrom: filter.priority?.from,
    dueBefore: filter.due?.before ?? '',
    text: filter.text ?? '',
    atRisk: filter.atRisk ?? false,
  };
}

type Conditions = Omit<FilterFields, 'name' | 'order' | 'groups'>;

export function toFilter(fields: Conditions): UserTaskFilter {
  const { whose, priorityFrom, dueBefore, atRisk } = fields;
  const texts = ['group', 'serviceId', 'processDefinitionId', 'text'] as const;
  const typed = texts.flatMap((name) => {
    const value = fields[name].trim();
    return value === '' ? [] : [[name, value] as const];
  });
  return {
    ...(whose === 'all' ? {} : { [whose]: true }),
    ...Object.fromEntries(typed),
    ...(priorityFrom === undefined ? {} : { priority: { from: priorityFrom } }),
    ...(dueBefore === '' ? {} : { due: { before: dueBefore } }),
    ...(atRisk ? { atRisk } : {}),
  };
}
