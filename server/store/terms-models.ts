import { Schema, type Connection } from 'mongoose';
import type { Agreement, BusinessCalendar } from '../../engine/index.js';

/** Calendars are versioned: an edit adds a document, and none is ever changed but for `isCurrent`. */
export interface CalendarDocument {
  _id: string;
  organisationId: string;
  calendarId: string;
  version: string;
  isCurrent: boolean;
  calendar: BusinessCalendar;
  /** Left out of what came with the product before edits were possible. */
  savedAt?: Date;
  savedBy?: string;
}

/** Agreements are versioned like calendars. */
export interface AgreementDocument {
  _id: string;
  organisationId: string;
  agreementId: string;
  version: string;
  isCurrent: boolean;
  /** Of the agreement, for queries and rights; left out of the organisation's default. */
  serviceId?: string;
  customerId?: string;
  agreement: Agreement;
  savedAt: Date;
  savedBy: string;
}

/** A version whose clocks are still to be told. A truth of its own: kept when the version is saved. */
export interface TermsPublicationDocument {
  /** `organisation/source/id/version`. */
  _id: string;
  organisationId: string;
  source: 'calendar' | 'agreement';
  termsId: string;
  version: string;
  serviceId?: string;
  customerId?: string;
  /** Those that asked while it was published are looked for a second time. */
  round: 1 | 2;
  /** The last clock told in this round. */
  position: string;
  /** When it was saved, or the first round had passed. */
  sweptAt: Date;
  isDone: boolean;
}

const options = { versionKey: false, autoIndex: false, minimize: false } as const;

const calendarSchema = new Schema<CalendarDocument>(
  {
    _id: String,
    organisationId: { type: String, required: true },
    calendarId: { type: String, required: true },
    version: { type: String, required: true },
    isCurrent: { type: Boolean, required: true },
    calendar: { type: Schema.Types.Mixed, required: true },
    savedAt: Date,
    savedBy: String,
  },
  { ...options, collection: 'calendars' },
);
calendarSchema.index({ organisationId: 1, calendarId: 1, version: 1 }, { unique: true });
calendarSchema.index({ organisationId: 1, isCurrent: 1, calendarId: 1 });

const agreementSchema = new Schema<AgreementDocument>(
  {
    _id: String,
    organisationId: { type: String, required: true },
    agreementId: { type: String, required: true },
    version: { type: String, required: true },
    isCurrent: { type: Boolean, required: true },
    serviceId: String,
    customerId: String,
    agreement: { type: Schema.Types.Mixed, required: true },
    savedAt: { type: Date, required: true },
    savedBy: { type: String, required: true },
  },
  { ...options, collection: 'agreements' },
);
agreementSchema.index({ organisationId: 1, agreementId: 1, version: 1 }, { unique: true });
agreementSchema.index({ organisationId: 1, isCurrent: 1, serviceId: 1, agreementId: 1 });

const publicationSchema = new Schema<TermsPublicationDocument>(
  {
    _id: String,
    organisationId: { type: String, required: true },
    source: { type: String, required: true },
    termsId: { type: String, required: true },
    version: { type: String, required: true },
    serviceId: String,
    customerId: String,
    round: { type: Number, required: true },
    position: { type: String, default: '' },
    sweptAt: { type: Date, required: true },
    isDone: { type: Boolean, required: true },
  },
  { ...options, collection: 'termsPublications' },
);
publicationSchema.index(
  { sweptAt: 1 },
  { partialFilterExpression: { isDone: false }, name: 'untoldTerms' },
);

export function createTermsModels(connection: Connection) {
  return {
    calendars: connection.model<CalendarDocument>('Calendar', calendarSchema),
    agreements: connection.model<AgreementDocument>('Agreement', agreementSchema),
    termsPublications: connection.model<TermsPublicationDocument>(
      'TermsPublication',
      publicationSchema,
    ),
  };
}

/** A version of a calendar as it is stored, the current one. */
export function calendarRow(
  organisationId: string,
  calendar: BusinessCalendar,
  savedBy: string,
  savedAt: Date,
): CalendarDocument {
  const { id: calendarId, version } = calendar;
  const _id = `${organisationId}/${calendarId}/${version}`;
  const row = { _id, organisationId, calendarId, version, isCurrent: true };
  return { ...row, calendar, savedAt, savedBy };
}

/** A version of an agreement as it is stored, the current one. */
export function agreementRow(
  organisationId: string,
  agreement: Agreement,
  savedBy: string,
  savedAt: Date,
): AgreementDocument {
  const { id: agreementId, version, serviceId, customerId } = agreement;
  return {
    _id: `${organisationId}/${agreementId}/${version}`,
    organisationId,
    agreementId,
    version,
    isCurrent: true,
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(customerId === undefined ? {} : { customerId }),
    agreement,
    savedAt,
    savedBy,
  };
}

/** The promise to tell the clocks that a new version concerns. */
export function publicationOf(
  row: CalendarDocument | AgreementDocument,
  sweptAt: Date,
): TermsPublicationDocument {
  const { organisationId, version } = row;
  const of = (source: 'calendar' | 'agreement', termsId: string): TermsPublicationDocument => ({
    _id: [organisationId, source, termsId, version].join('/'),
    organisationId,
    source,
    termsId,
    version,
    round: 1,
    position: '',
    sweptAt,
    isDone: false,
  });
  if ('calendarId' in row) return of('calendar', row.calendarId);
  const { serviceId, customerId } = row;
  return {
    ...of('agreement', row.agreementId),
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(customerId === undefined ? {} : { customerId }),
  };
}
