export const inboxFilters = ['mine', 'myGroups', 'unassigned', 'atRisk', 'completed'] as const;
export type InboxFilter = (typeof inboxFilters)[number];
export const taskTabs = ['form', 'context', 'comments', 'history'] as const;
export type TaskTab = (typeof taskTabs)[number];
export const inboxOrders = ['due', 'priority', 'newest'] as const;
export type InboxOrder = (typeof inboxOrders)[number];

/** What the address of the inbox says. */
export interface InboxSearch {
  readonly filter?: InboxFilter | undefined;
  readonly order?: InboxOrder | undefined;
  readonly text?: string | undefined;
  readonly task?: string | undefined;
  readonly tab?: TaskTab | undefined;
  /** Key of a saved filter, instead of `filter`. */
  readonly saved?: string | undefined;
  /** With mine: also what was put off. */
  readonly later?: true | undefined;
}

export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const filter = inboxFilters.find((known) => known === search['filter']);
  const order = inboxOrders.find((known) => known === search['order']);
  const tab = taskTabs.find((known) => known === search['tab']);
  const { text, task, saved, later } = search;
  return {
    ...(filter === undefined ? {} : { filter }),
    ...(order === undefined ? {} : { order }),
    ...(typeof text === 'string' && text !== '' ? { text } : {}),
    ...(typeof task === 'string' && task !== '' ? { task } : {}),
    ...(tab === undefined ? {} : { tab }),
    ...(typeof saved === 'string' && saved !== '' ? { saved } : {}),
    ...(later === true ? { later } : {}),
  };
}
