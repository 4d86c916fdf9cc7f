import type { Logger } from 'pino';
import { EngineRefusal } from '../../errors.js';
import type { Store } from '../../store/store.js';
import type { TermsPublicationDocument } from '../../store/terms-models.js';
import type { ProcessEngine } from '../../temporal/process-engine.js';
import { behindClocks } from './concerned-clocks.js';

export interface TermsAnnouncerDependencies {
  readonly store: Store;
  readonly engine: Pick<ProcessEngine, 'publishTerms'>;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Tells the instances concerned of new versions of calendars and agreements: each instance once for each round. */
export interface TermsAnnouncer {
  /** Begins at once, without being waited for; what is not done then is done by `settlePending`. */
  announce(publication: TermsPublicationDocument): void;
  settlePending(olderThan: Date): Promise<number>;
}

const PAGE = 200;
const AT_ONCE = 8;

/**
 * There are two rounds. A clock that asked for its deadlines just before the version was published may be stored after
 * the first one has passed; the second one finds it behind.
 */
export function createTermsAnnouncer(deps: TermsAnnouncerDependencies): TermsAnnouncer {
  const { store, logger, now } = deps;

  async function settle(publication: TermsPublicationDocument): Promise<void> {
    const isCurrent = await isStillCurrent(deps, publication);
    if (isCurrent) await tellAll(deps, publication);
    const { _id, round } = publication;
    const done =
      isCurrent && round === 1 ? { round: 2, position: '', sweptAt: now() } : { isDone: true };
    await store.termsPublications.updateOne({ _id, round }, { $set: done }).exec();
  }

  return {
    announce: (publication) => {
      settle(publication).catch((error: unknown) => {
        logger.warn({ err: error, publication: publication._id }, 'clocks not told yet');
      });
    },
    settlePending: async (olderThan) => {
      const pending = await store.termsPublications
        .find({ isDone: false, sweptAt: { $lt: olderThan } })
        .sort({ sweptAt: 1 })
        .lean()
        .exec();
      for (const publication of pending) await settle(publication);
      return pending.length;
    },
  };
}

/** What has been replaced meanwhile is told by what replaced it. */
async function isStillCurrent(
  { store }: TermsAnnouncerDependencies,
  { organisationId, source, termsId, version }: TermsPublicationDocument,
): Promise<boolean> {
  const current = { organisationId, version, isCurrent: true };
  const row =
    source === 'calendar'
      ? await store.calendars.exists({ ...current, calendarId: termsId })
      : await store.agreements.exists({ ...current, agreementId: termsId });
  return row !== null;
}

/** Goes on from where it was interrupted. */
async function tellAll(
  deps: TermsAnnouncerDependencies,
  publication: TermsPublicationDocument,
): Promise<void> {
  const { store } = deps;
  const { _id, round } = publication;
  let { position } = publication;
  for (;;) {
    const rows = await store.clocks
      .find({ ...behindClocks(publication), _id: { $gt: position } }, { instanceId: 1 })
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean()
      .exec();
    const last = rows.at(-1);
    if (last === undefined) return;
    const instanceIds = [...new Set(rows.map(({ instanceId }) => instanceId))];
    for (let from = 0; from < instanceIds.length; from += AT_ONCE) {
      const some = instanceIds.slice(from, from + AT_ONCE);
      await Promise.all(some.map((instanceId) => tell(deps, publication, instanceId)));
    }
    position = last._id;
    await store.termsPublications.updateOne({ _id, round }, { $max: { position } }).exec();
  }
}

async function tell(
  { engine }: TermsAnnouncerDependencies,
  { source, termsId: id, version, round }: TermsPublicationDocument,
  instanceId: string,
): Promise<void> {
  const commandId = `${source}:${id}:${version}:${String(round)}`;
  try {
    await engine.publishTerms(instanceId, { commandId, source, id, version });
  } catch (error) {
    // It has ended meanwhile, and its clocks with it.
    if (!(error instanceof EngineRefusal) || error.code !== 'instanceEnded') throw error;
  }
}
