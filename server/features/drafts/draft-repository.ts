import type { Draft, DraftHead } from '../../contract/index.js';
import { NotFound, StaleVersion } from '../../errors.js';
import type { DraftDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';

export type DraftChange = Partial<
  Pick<
    DraftDocument,
    'name' | 'xml' | 'forms' | 'decisions' | 'reasons' | 'source' | 'processDefinitionId'
  >
>;

export interface DraftRepository {
  get(organisationId: string, draftKey: string): Promise<DraftDocument>;
  /** Throws `StaleVersion` and changes nothing if somebody saved since `version`. */
  save(
    draft: DraftDocument,
    version: number,
    change: DraftChange,
    by: string,
    at: Date,
  ): Promise<DraftDocument>;
  remove(organisationId: string, draftKey: string): Promise<void>;
}

export function createDraftRepository(store: Store): DraftRepository {
  async function get(organisationId: string, draftKey: string): Promise<DraftDocument> {
    const draft = await store.drafts.findOne({ _id: draftKey, organisationId }).lean().exec();
    if (!draft) throw new NotFound('draft', draftKey);
    return draft;
  }
  return {
    get,
    save: async (draft, version, change, by, at) => {
      const saved = await store.drafts
        .findOneAndUpdate(
          { _id: draft._id, version },
          { $set: { ...change, updatedAt: at, updatedBy: by }, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean()
        .exec();
      if (saved) return saved;
      const current = await get(draft.organisationId, draft._id);
      throw new StaleVersion('draft', version, current.version);
    },
    remove: async (organisationId, draftKey) => {
      const result = await store.drafts.deleteOne({ _id: draftKey, organisationId }).exec();
      if (result.deletedCount === 0) throw new NotFound('draft', draftKey);
    },
  };
}

export function describeDraftHead(row: DraftDocument): DraftHead {
  return {
    draftKey: row._id,
    name: row.name,
    processDefinitionId: row.processDefinitionId,
    scope: row.scope,
    isTailored: row.isTailored,
    ...(row.basedOn === undefined ? {} : { basedOn: row.basedOn }),
    ...(row.source === undefined ? {} : { source: row.source }),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
  };
}

export function describeDraft(row: DraftDocument, baseXml: string | undefined): Draft {
  return {
    ...describeDraftHead(row),
    xml: row.xml,
    forms: row.forms,
    decisions: row.decisions ?? [],
    reasons: row.reasons,
    ...(baseXml === undefined ? {} : { baseXml }),
  };
}
