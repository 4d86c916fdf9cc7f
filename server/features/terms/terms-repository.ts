import type { ClientSession, Model } from 'mongoose';
import { Conflict, NotFound, StaleVersion } from '../../errors.js';
import type { Store } from '../../store/store.js';
import type {
  AgreementDocument,
  CalendarDocument,
  TermsPublicationDocument,
} from '../../store/terms-models.js';

type TermsRow = CalendarDocument | AgreementDocument;

export interface TermsRepository<Row extends TermsRow> {
  list(organisationId: string, conditions?: Record<string, unknown>): Promise<Row[]>;
  /** The current version. */
  get(organisationId: string, termsId: string): Promise<Row>;
  versions(organisationId: string, termsId: string): Promise<Row[]>;
  /** Throws `Conflict` if there is one with its id. */
  create(row: Row, publication: TermsPublicationDocument): Promise<void>;
  /** Takes the place of the version before; throws `StaleVersion` if another has done so. */
  replace(before: Row, row: Row, publication: TermsPublicationDocument): Promise<void>;
}

/** Versions of calendars or agreements: added, never changed, with the promise to tell the clocks concerned. */
export function createTermsRepository<Row extends TermsRow>(
  store: Store,
  model: Model<Row>,
  kind: { readonly name: 'calendar' | 'agreement'; readonly idField: string },
): TermsRepository<Row> {
  async function insert(
    row: Row,
    publication: TermsPublicationDocument,
    session: ClientSession,
  ): Promise<void> {
    await model.collection.insertOne(row as never, { session });
    await store.termsPublications.collection.insertOne(publication as never, { session });
  }

  return {
    list: (organisationId, conditions = {}) =>
      find(model, { organisationId, isCurrent: true, ...conditions }, { [kind.idField]: 1 }),
    get: async (organisationId, termsId) => {
      const [row] = await find(
        model,
        { organisationId, [kind.idField]: termsId, isCurrent: true },
        {},
      );
      if (row === undefined) throw new NotFound(kind.name, termsId);
      return row;
    },
    versions: async (organisationId, termsId) => {
      const rows = await find(model, { organisationId, [kind.idField]: termsId }, {});
      if (rows.length === 0) throw new NotFound(kind.name, termsId);
      return rows.sort((left, right) => Number(right.version) - Number(left.version));
    },
    create: (row, publication) =>
      refuseTaken(kind.name, publication.termsId, () =>
        store.connection.transaction((session) => insert(row, publication, session)),
      ),
    replace: async (before, row, publication) => {
      await store.connection.transaction(async (session) => {
        const filter = { _id: before._id as never, isCurrent: true };
        const update = { $set: { isCurrent: false } };
        const result = await model.collection.updateOne(filter, update, { session });
        if (result.matchedCount === 0) throw stale(kind.name, before);
        await insert(row, publication, session);
      });
    },
  };
}

async function find<Row extends TermsRow>(
  model: Model<Row>,
  filter: Record<string, unknown>,
  sort: Record<string, 1>,
): Promise<Row[]> {
  // Rows are written in the shape of their document; `lean` gives them back as they are.
  return model.find(filter).sort(sort).lean<Row[]>().exec();
}

function stale(kind: string, { version }: TermsRow): StaleVersion {
  return new StaleVersion(kind, Number(version), Number(version) + 1);
}

async function refuseTaken(
  kind: string,
  termsId: string,
  insert: () => Promise<unknown>,
): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 11_000)) throw error;
    throw new Conflict('alreadyExists', `Expected a new ${kind}, but there is a '${termsId}'.`);
  }
}
