import { createHash } from 'node:crypto';
import type { RecordType } from '../../../definitions/index.js';
import type { RecordContent, RecordDocument } from '../../store/record-models.js';
import { isTerminal, peopleOf } from './record-types.js';
import { indexWords } from './search-words.js';

export interface RecordIdentity {
  readonly organisationId: string;
  readonly recordId: string;
  readonly externalKey?: string | undefined;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface RecordMoment {
  readonly version: number;
  readonly at: Date;
  readonly by: string;
  /** Since when it has been closed, if it was already. */
  readonly closedAt?: Date | undefined;
}

/** The current version with everything that is derived from its content and its type. */
export function composeRecord(
  type: RecordType,
  { organisationId, recordId, externalKey, createdAt, createdBy }: RecordIdentity,
  content: Omit<RecordContent, 'title'>,
  moment: RecordMoment,
): RecordDocument {
  const { fields, status } = content;
  return {
    _id: recordDocumentId(organisationId, recordId),
    organisationId,
    recordId,
    typeId: type.id,
    ...content,
    title: String(fields[type.titleField]),
    version: moment.version,
    typeHash: hashOf(type),
    ...(externalKey === undefined ? {} : { externalKey }),
    words: indexWords(
      recordId,
      type.searchFields.map((field) => fields[field]),
    ),
    ...due(type, fields),
    ...audienceOf(type, fields),
    createdAt,
    createdBy,
    updatedAt: moment.at,
    updatedBy: moment.by,
    ...closing(type, status, moment),
  };
}

export const recordDocumentId = (organisationId: string, recordId: string): string =>
  `${organisationId}/${recordId}`;

export const hashOf = (type: RecordType): string =>
  createHash('sha256').update(JSON.stringify(type)).digest('hex');

/** Who may see and change a record of this type that names these people. */
function audienceOf(
  type: RecordType,
  fields: RecordContent['fields'],
): Pick<RecordDocument, 'readRoles' | 'readers' | 'changeRoles' | 'changers' | 'participants'> {
  const people = peopleOf(type, fields);
  const { read, change } = type.audience;
  const unique = (names: readonly string[]): string[] => [...new Set(names)];
  return {
    readRoles: [...read.roles],
    readers: unique(read.people.flatMap((kind) => people[kind])),
    changeRoles: [...change.roles],
    changers: unique(change.people.flatMap((kind) => people[kind])),
    participants: unique([...people.reporter, ...people.participants]),
  };
}

function due(
  { dueField }: RecordType,
  fields: RecordContent['fields'],
): Pick<RecordDocument, 'dueAt'> {
  const value = dueField === undefined ? undefined : fields[dueField];
  return typeof value === 'string' ? { dueAt: new Date(value) } : {};
}

function closing(
  type: RecordType,
  status: string,
  { at, closedAt }: RecordMoment,
): Pick<RecordDocument, 'isClosed' | 'closedAt' | 'retainUntil'> {
  if (!isTerminal(type, status)) return { isClosed: false };
  const since = closedAt ?? at;
  return { isClosed: true, closedAt: since, retainUntil: addPeriod(since, type.retention) };
}

/** A period of whole years, months and days, counted in UTC; what falls behind the end of a month is its last day. */
export function addPeriod(from: Date, period: string): Date {
  const [, years = '0', months = '0', days = '0'] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(period) ?? [];
  const to = new Date(from);
  const day = to.getUTCDate();
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + Number(years) * 12 + Number(months));
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(day, last) + Number(days));
  return to;
}
