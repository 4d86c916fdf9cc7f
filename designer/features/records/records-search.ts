export const recordSorts = ['updatedAt', 'dueAt', 'title'] as const;

export const recordTabs = ['fields', 'links', 'attachments', 'history'] as const;
export type RecordTab = (typeof recordTabs)[number];

export interface RecordsSearch {
  readonly type?: string | undefined;
  readonly status?: string | undefined;
  readonly text?: string | undefined;
  readonly service?: string | undefined;
  readonly open?: boolean | undefined;
  readonly mine?: boolean | undefined;
  readonly sort?: (typeof recordSorts)[number] | undefined;
}

/** Reads the filters of the list from its address; what makes no sense is left out. */
export function readRecordsSearch(search: Record<string, unknown>): RecordsSearch {
  const text = (name: string): object => {
    const value = search[name];
    const isText = (typeof value === 'string' && value !== '') || typeof value === 'number';
    return isText ? { [name]: String(value) } : {};
  };
  const flag = (name: string): object =>
    search[name] === true || search[name] === 'true' ? { [name]: true } : {};
  const sort = recordSorts.find((known) => known === search['sort']);
  return {
    ...text('type'),
    ...text('status'),
    ...text('text'),
    ...text('service'),
    ...flag('open'),
    ...flag('mine'),
    ...(sort === undefined ? {} : { sort }),
  };
}
