/** A version of a calendar or an agreement that is published, as far as clocks ask. */
export interface PublishedTerms {
  readonly organisationId: string;
  readonly source: 'calendar' | 'agreement';
  readonly termsId: string;
  readonly version: string;
  /** Of an agreement. */
  readonly serviceId?: string;
  readonly customerId?: string;
}

const open = { state: { $in: ['running', 'paused'] } };

/**
 * The open clocks that may count otherwise by it. Those by an agreement include whom it may apply to from now on; whom
 * it does apply to, the engine says when they ask.
 */
export function concernedClocks(terms: Omit<PublishedTerms, 'version'>): Record<string, unknown> {
  const { organisationId, source, termsId, serviceId, customerId } = terms;
  const agreed = { organisationId, commitment: { $exists: true }, ...open };
  if (source === 'calendar') {
    const counting = { organisationId, calendarId: termsId, ...open };
    return { $or: [counting, { ...agreed, agreementId: null }] };
  }
  const possible = {
    ...agreed,
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(customerId === undefined ? {} : { customerId }),
  };
  return serviceId === undefined
    ? possible
    : { $or: [possible, { ...agreed, agreementId: termsId }] };
}

/** Those of them that have not counted by this version yet. */
export function behindClocks(terms: PublishedTerms): Record<string, unknown> {
  const { source, termsId, version } = terms;
  const behind =
    source === 'calendar'
      ? { calendarVersion: { $ne: version } }
      : { $or: [{ agreementId: { $ne: termsId } }, { agreementVersion: { $ne: version } }] };
  return { $and: [concernedClocks(terms), behind] };
}
